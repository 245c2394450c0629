"""Signs a PDF invisibly, as an authority's signing service does: PAdES, behind the end of the file.

    sign.py FILE SIGNED
"""
import datetime
import pathlib
import sys

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore


def signer():
    """Somebody with a key of the moment, and a certificate that they gave themselves."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Prova Provsson")])
    day = datetime.datetime(2026, 1, 1)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
                   .serial_number(1).not_valid_before(day).not_valid_after(day + datetime.timedelta(days=3650))
                   .add_extension(usage, critical=True).sign(key, hashes.SHA256()))
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        signing_cert=Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=PrivateKeyInfo.load(private), cert_registry=SimpleCertificateStore())


def sign(unsigned, signed):
    """Signs a file into another."""
    about = signers.PdfSignatureMetadata(field_name="Underskrift", subfilter=SigSeedSubFilter.PADES)
    with open(unsigned, "rb") as source, open(signed, "wb") as target:
        signers.sign_pdf(IncrementalPdfFileWriter(source), about, signer=signer(), output=target)


if __name__ == "__main__":
    sign(*map(pathlib.Path, sys.argv[1:3]))
