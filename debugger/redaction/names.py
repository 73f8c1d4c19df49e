"""Members, headers and parameters whose name says that their value is private, whatever it looks like."""

from __future__ import annotations

from functools import lru_cache

from debugger.spec.likeness import folded
from debugger.spec.personal_data import is_private

_LONGEST = 64
_BY_NAME = {
    "user": (
        "userid", "anonymousid", "previousid", "visitorid", "customerid", "memberid", "accountid",
        "advertisingid", "deviceid", "idfa", "idfv", "gaid", "ajsuid", "ajsaid", "ajsuserid",
        "ajsanonymousid",
    ),
    "phone": ("mobile", "mobilenumber", "phonenumber", "telephone", "msisdn", "cellphone"),
    "ip": ("ip", "ipaddress", "clientip", "remoteip", "userip", "xforwardedfor", "xrealip"),
    "card": ("cardnumber", "creditcard", "creditcardnumber", "cvc", "cvv"),
    "email": ("email", "emailaddress", "mail"),
    "key": (
        "writekey", "secret", "token", "cookie", "setcookie", "proxyauthorization", "xwritekey",
        "xapikey", "xauthtoken", "session", "sessionid",
    ),
}  # fmt: skip
_KINDS = {name: kind for kind, names in _BY_NAME.items() for name in names}
_ENDINGS = (("email", "email"), ("phone", "phone"))


@lru_cache(maxsize=8192)
def kind_of_name(name: str) -> str:
    """The rule that masks what stands under the name; empty for a harmless one."""
    if len(name) > _LONGEST:
        return ""
    bare = folded(name)
    known = _KINDS.get(bare)
    if known:
        return known
    if is_private(name):
        return "key"
    return next((kind for ending, kind in _ENDINGS if bare.endswith(ending)), "")
