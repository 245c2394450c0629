"""The words of answers, whatever their kind."""
import re


def words(value):
    """All words of a value of TOML, in their order; ticks have none."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [word for item in value for word in words(item)]
    if isinstance(value, bool):
        return []
    return re.findall(r"\w+", str(value))
