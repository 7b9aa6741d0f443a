"""What other tools printed of packages, as plain values to hold against hegui's facts."""
import re

# Attributes by resource id: packers blank their names.
NAME, LABEL, EXPORTED, PERMISSION = "0x01010003", "0x01010001", "0x01010010", "0x01010006"
FLAGS = {"0x0101000f": "debuggable", "0x01010280": "allow_backup", "0x01010272": "test_only"}
COMPONENTS = {"activity": "activity", "activity-alias": "activity-alias", "service": "service", "receiver": "receiver",
              "provider": "provider"}
SDK_ATTRIBUTES = {"0x0101020c": "min_sdk", "0x01010270": "target_sdk"}


class Element:
    def __init__(self, name):
        self.name, self.attributes, self.children = name, {}, []

    def all(self, name):
        return [child for child in self.children if child.name == name]


def attribute(text):
    """`(type 0x12)0xffffffff`, `"text" (Raw: "text")`, `@0x7f020000` as text, bool or int; None for a reference."""
    if text.startswith('"'):
        return text[1:text.rindex('" (Raw: ')] if '" (Raw: ' in text else text[1:].rstrip('"')
    typed = re.match(r"\(type (0x[0-9a-f]+)\)(0x[0-9a-f]+)", text)
    if not typed:
        return None
    kind, value = int(typed[1], 16), int(typed[2], 16)
    return value != 0 if kind == 0x12 else value - (1 << 32) if value >> 31 else value


def xmltree(text):
    """The tree of `aapt dump xmltree`, or None where it printed none."""
    root, stack = None, []
    for line in text.split("\n"):
        found = re.match(r"( *)(E|A): (.*)", line)
        if not found:
            continue
        depth, kind, rest = len(found[1]), found[2], found[3]
        if kind == "E":
            element = Element(rest.split(" (line=")[0])
            while stack and stack[-1][0] >= depth:
                stack.pop()
            if stack:
                stack[-1][1].children.append(element)
            root = root or element
            stack.append((depth, element))
        elif stack:
            name, _, value = rest.partition("=")
            identifier = re.search(r"\((0x[0-9a-f]+)\)$", name)
            stack[-1][1].attributes[identifier[1] if identifier else name] = attribute(value)
    return root


def raw_message(lines):
    """What `protoc --decode_raw` printed, up to the end of one message: [(field, text or message)]."""
    out = []
    for line in lines:
        line = line.strip()
        if line == "}":
            break
        if line.endswith(" {"):
            out.append((line[:-2], raw_message(lines)))
        elif ": " in line:
            field, value = line.split(": ", 1)
            out.append((field, value[1:-1] if value.startswith('"') else value))
    return out


def raw_xml(text):
    """The element of a protobuf XML document as it was decoded raw, or None."""
    def fields(message, number):
        return [value for field, value in message if field == number]

    def element(message):
        out = Element("".join(value for value in fields(message, "3") if isinstance(value, str)))
        for attribute in fields(message, "4"):
            texts = {field: value for field, value in attribute if isinstance(value, str)}
            out.attributes[texts.get("2")] = texts.get("3", "")
        for child in fields(message, "5"):
            out.children += [element(each) for each in fields(child, "1") if isinstance(each, list)]
        return out

    found = fields(raw_message(iter(text.split("\n"))), "1")
    return element(found[0]) if found else None


def full_name(package, name):
    return package + name if name.startswith(".") else name if "." in name else f"{package}.{name}"


def exported(element, kind, target):
    """As the platform decides where the manifest does not say; None where it refers to a resource."""
    if EXPORTED in element.attributes:
        return element.attributes[EXPORTED]
    if kind == "provider":
        return target is not None and target < 17
    return bool(element.all("intent-filter"))


def components(root, target):
    """(kind, name) to exported."""
    out = {}
    package = root.attributes.get("package") or ""
    for application in root.all("application")[:1]:
        for child in application.children:
            name = child.attributes.get(NAME)
            if child.name in COMPONENTS and isinstance(name, str):
                out.setdefault((COMPONENTS[child.name], full_name(package, name)), exported(child, child.name, target))
    return out


def flags(root):
    for application in root.all("application")[:1]:
        return {FLAGS[i]: value for i, value in application.attributes.items() if i in FLAGS and isinstance(value, bool)}
    return {}


def badging(text):
    """package, version_code, version_name, min_sdk, target_sdk and label as aapt prints them."""
    out = {}
    for line in text.split("\n"):
        if line.startswith("package: "):
            for name, key in (("name", "package"), ("versionCode", "version_code"), ("versionName", "version_name")):
                found = re.search(rf"\b{name}='([^']*)'", line)
                if found and found[1]:
                    out[key] = found[1]
        for head, key in (("sdkVersion:'", "min_sdk"), ("targetSdkVersion:'", "target_sdk"),
                          ("application-label:'", "label")):
            if line.startswith(head):
                out.setdefault(key, line[len(head):-1])
    return out


def permissions(text):
    """Names of `aapt dump permissions`."""
    out = set()
    for line in text.split("\n"):
        found = re.match(r"uses-permission(?:-sdk-23)?: name='([^']*)'", line)
        if found:
            out.add(found[1])
    return out
