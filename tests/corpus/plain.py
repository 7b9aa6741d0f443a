"""What a file says by a plain parse of it, with nothing but Python's own parsers: (fact, what it should be).

Only what the text says itself is told: a value that a build or the system fills in, and whatever takes a rule of more
than a line to decide, is left out.
"""
import json
import plistlib
import re
import xml.etree.ElementTree

try:
    import yaml
except ImportError:  # descriptions of services in YAML are then not compared
    yaml = None

ANDROID = "{http://schemas.android.com/apk/res/android}"
TOOLS = "{http://schemas.android.com/tools}"
COMPONENTS = ("activity", "activity-alias", "service", "receiver", "provider")
LATER = re.compile(r"\$\{|\$\(|\{\{|<%|^@|^\?")  # a placeholder or a reference


def plain(text):
    return isinstance(text, str) and text.strip() != "" and not LATER.search(text)


# Android


def said(element, name):
    value = element.get(ANDROID + name)
    return value if value is not None and plain(value) else None


def stays(element):
    return element.get(TOOLS + "node") not in ("remove", "removeAll")


def full_name(package, name):
    return package + name if name.startswith(".") else name if "." in name else f"{package}.{name}"


def whole(text):
    return re.fullmatch(r"-?\d+", text or "") is not None


def android(path):
    """None where the plain parser refuses the file."""
    root = xml.etree.ElementTree.fromstring(path.read_bytes())
    if root.tag != "manifest":
        return
    package = root.get("package")
    if plain(package):
        yield "android.package", package
    if said(root, "versionName"):
        yield "android.version_name", said(root, "versionName")
    if whole(said(root, "versionCode")):
        yield "android.version_code", int(said(root, "versionCode"))
    target = None
    for element in (each for each in root.findall("uses-sdk") if stays(each)):
        for name, fact in (("minSdkVersion", "android.min_sdk"), ("targetSdkVersion", "android.target_sdk")):
            if whole(said(element, name)):
                yield fact, int(said(element, name))
        target = int(said(element, "targetSdkVersion")) if whole(said(element, "targetSdkVersion")) else None
    asked = [each for name in ("uses-permission", "uses-permission-sdk-23", "uses-permission-sdk-m") for each in root.findall(name)]
    yield "permissions[].name", sorted({said(each, "name") for each in asked if stays(each)} - {None})
    defined = [said(each, "name") for each in root.findall("permission") if stays(each)]
    yield "android.defined_permissions[].name", sorted({name for name in defined if name})
    features = [said(each, "name") for each in root.findall("uses-feature") if stays(each)]
    yield "android.uses_features", sorted({name for name in features if name})
    application = next((each for each in root.findall("application") if stays(each)), None)
    yield "android.has_application", application is not None
    if application is None:
        return
    for name, fact in (("debuggable", "android.debuggable"), ("allowBackup", "android.allow_backup"), ("testOnly", "android.test_only"),
                       ("usesCleartextTraffic", None)):
        if said(application, name) in ("true", "false") and fact:
            yield fact, said(application, name) == "true"
    if said(application, "label"):
        yield "android.label", said(application, "label")
    # Where the manifest leaves the package to the build, names stay as they are written.
    found = set()
    for child in application:
        name = said(child, "name")
        if child.tag not in COMPONENTS or not stays(child) or name is None:
            continue
        exported = child.get(ANDROID + "exported")
        if exported is None and child.tag != "provider":
            exported = "true" if any(stays(each) for each in child.findall("intent-filter")) else "false"
        if exported is None and target is not None:
            exported = "true" if target < 17 else "false"
        found.add((child.tag, full_name(package, name) if package else name, exported == "true" if exported in ("true", "false") else None))
    yield "android.components", found


def network(path):
    root = xml.etree.ElementTree.fromstring(path.read_bytes())
    domains = [domain.text.strip() for config in root.iter("domain-config") if config.get("cleartextTrafficPermitted") == "true"
               for domain in config.findall("domain")]
    yield "android.nsc_cleartext_domains", sorted(set(domains))


# iOS


def property_list(path):
    return plistlib.loads(path.read_bytes())


def strings(value):
    return [each for each in value if plain(each)] if isinstance(value, list) else []


def info(path):
    values = property_list(path)
    for key, fact in (("CFBundleIdentifier", "ios.bundle_id"), ("CFBundleShortVersionString", "ios.version"), ("CFBundleVersion", "ios.build"),
                      ("MinimumOSVersion", "ios.min_os")):
        if plain(values.get(key)):
            yield fact, values[key].strip()
    purposes = {key: value for key, value in values.items() if key.startswith("NS") and key.endswith("UsageDescription")}
    yield "permissions[].name", sorted(purposes)
    for key, value in purposes.items():
        if plain(value):
            yield f"permissions[name={key}].purpose", value.strip()
    yield "ios.background_modes", sorted(set(strings(values.get("UIBackgroundModes"))))
    yield "ios.queried_schemes", sorted(set(strings(values.get("LSApplicationQueriesSchemes"))))
    schemes = [scheme for each in values.get("CFBundleURLTypes") or [] for scheme in strings(each.get("CFBundleURLSchemes"))]
    yield "ios.url_schemes", sorted(set(schemes))
    transport = values.get("NSAppTransportSecurity") or {}
    if "NSAllowsArbitraryLoads" in transport and len(transport) == 1:
        yield "ios.ats_arbitrary_loads", transport["NSAllowsArbitraryLoads"]


def privacy(path):
    values = property_list(path)
    if "NSPrivacyTracking" in values:
        yield "ios.tracking", values["NSPrivacyTracking"]
    if "NSPrivacyTrackingDomains" in values:
        yield "ios.tracking_domains", sorted(values["NSPrivacyTrackingDomains"])
    collected = [each.get("NSPrivacyCollectedDataType") for each in values.get("NSPrivacyCollectedDataTypes") or []]
    yield "collection[].item", sorted({each for each in collected if plain(each)})
    for each in values.get("NSPrivacyAccessedAPITypes") or []:
        kind = each.get("NSPrivacyAccessedAPIType")
        if plain(kind):
            yield f"ios.required_reason_apis[category={kind}].reasons", sorted(set(strings(each.get("NSPrivacyAccessedAPITypeReasons"))))


def entitlements(path):
    values = property_list(path)
    if "get-task-allow" in values:
        yield "ios.get_task_allow", values["get-task-allow"]
    if plain(values.get("com.apple.developer.default-data-protection")):
        yield "ios.data_protection", values["com.apple.developer.default-data-protection"]
    if "com.apple.developer.associated-domains" in values:
        yield "ios.associated_domains", sorted(strings(values["com.apple.developer.associated-domains"]))


# JSON and its relatives

TOKEN = re.compile(r"""(?P<text>"(?:\\.|[^"\\])*")|(?P<single>'(?:\\.|[^'\\])*')|(?P<comment>//[^\n]*|/\*.*?\*/)
                       |(?P<name>[A-Za-z_$][\w$]*(?=\s*:))|(?P<last>,(?=(?:\s|//[^\n]*|/\*.*?\*/)*[\]}]))|(?P<other>.)""", re.S | re.X)


def json5(text):
    """JSON with comments, commas behind the last member, bare keys and single quotes."""
    def plain_json(found):
        kind, token = found.lastgroup, found[0]
        if kind in ("comment", "last"):
            return ""
        if kind == "single":
            return json.dumps(token[1:-1].replace("\\'", "'"))
        return json.dumps(token) if kind == "name" else token
    return json.loads(TOKEN.sub(plain_json, text))


def load(path):
    return json5(path.read_text(encoding="utf-8-sig"))


def objects(value):
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def harmony(path):
    values = load(path)
    app, module = values.get("app") or {}, values.get("module") or {}
    old = "distro" in module or isinstance(app.get("version"), dict)
    if plain(app.get("bundleName")):
        yield "harmony.bundle_name", app["bundleName"]
    version = app.get("version") if old else {"name": app.get("versionName"), "code": app.get("versionCode")}
    if version and plain(version.get("name")):
        yield "harmony.version_name", version["name"]
    if version and isinstance(version.get("code"), int):
        yield "harmony.version_code", version["code"]
    levels = app.get("apiVersion") if old else {"compatible": app.get("minAPIVersion"), "target": app.get("targetAPIVersion")}
    for name, fact in (("compatible", "harmony.min_api"), ("target", "harmony.target_api")):
        if levels and isinstance(levels.get(name), int):
            yield fact, levels[name]
    if not module:
        return
    asked = objects(module.get("reqPermissions" if old else "requestPermissions"))
    yield "permissions[].name", sorted({each["name"] for each in asked if plain(each.get("name"))})
    for each in asked:
        if plain(each.get("name")) and plain(each.get("reason")) and not each["reason"].startswith("$"):
            yield f"permissions[name={each['name']}].purpose", each["reason"]
    name = (module.get("distro") or {}).get("moduleName") if old else module.get("name")
    if plain(name):
        yield "harmony.modules", [name]
    yield "harmony.device_types", sorted(set(strings(module.get("deviceType" if old else "deviceTypes"))))
    if not old:
        parts = objects(module.get("abilities")) + objects(module.get("extensionAbilities"))
        yield "harmony.components[].name", sorted({each["name"] for each in parts if plain(each.get("name"))})
        yield "harmony.exported", sorted({each["name"] for each in parts if plain(each.get("name")) and each.get("exported", each.get("visible")) is True})


def wechat(path):
    values = load(path)
    if not isinstance(values, dict):
        return
    permission = values.get("permission")
    yield "permissions[].name", sorted(permission) if isinstance(permission, dict) else []
    for scope, said_of in (permission or {}).items() if isinstance(permission, dict) else ():
        if isinstance(said_of, dict) and plain(said_of.get("desc")):
            yield f"permissions[name={scope}].purpose", said_of["desc"]
    if "requiredPrivateInfos" in values:
        yield "wechat.required_private_infos", sorted(set(strings(values["requiredPrivateInfos"])))
    yield "mini_program.background_modes", sorted(set(strings(values.get("requiredBackgroundModes"))))
    parts = objects(values.get("subPackages")) + objects(values.get("subpackages"))
    yield "mini_program.subpackages", sorted({each["root"] for each in parts if plain(each.get("root"))})
    plugins = dict(values.get("plugins") or {}) if isinstance(values.get("plugins"), dict) else {}
    for part in parts:
        plugins.update(part.get("plugins") or {})
    if plugins:
        suppliers = {name: each.get("provider") or name for name, each in plugins.items() if isinstance(each, dict)}
        yield "mini_program.plugins", sorted({each for each in suppliers.values() if plain(each)})


def wechat_project(path):
    values = load(path)
    if plain(values.get("appid")) and re.fullmatch(r"wx[0-9a-f]{16}", values["appid"]):
        yield "wechat.appid", values["appid"]
        if isinstance((values.get("setting") or {}).get("urlCheck"), bool):
            yield "wechat.url_check", values["setting"]["urlCheck"]


def uni_app(path):
    values = load(path)
    for key, fact in (("name", "subject.name"), ("versionName", "subject.version"), ("appid", "cross_platform.app_id")):
        if plain(values.get(key)):
            yield fact, values[key]
    mini = values.get("mp-weixin") or {}
    scopes = mini.get("permission") or {}
    yield "permissions[platform=wechat].name", sorted(scopes)
    if "requiredPrivateInfos" in mini:
        yield "wechat.required_private_infos", sorted(set(strings(mini["requiredPrivateInfos"])))


def quick_app(path):
    values = load(path)
    for key, fact in (("name", "subject.name"), ("versionName", "subject.version")):
        if plain(values.get(key)):
            yield fact, values[key]


# Services

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def service(path):
    text = path.read_text(encoding="utf-8-sig")
    if text.lstrip()[:1] == "{":
        values = json.loads(text)
    elif yaml is not None:
        values = yaml.safe_load(text)
    else:
        return
    about = values.get("info") or {}
    for key, fact in (("title", "api.title"), ("version", "api.version")):
        if isinstance(about.get(key), str) and about[key].strip():
            yield fact, about[key]
    swagger = "swagger" in values
    if swagger and "host" in values and values.get("schemes"):
        base = (values.get("basePath") or "").rstrip("/")
        yield "api.servers", sorted({f"{scheme}://{values['host']}{base}" for scheme in values["schemes"]})
    if not swagger and all("{" not in each.get("url", "{") and "://" in each["url"] for each in values.get("servers") or [{}]):
        yield "api.servers", sorted({each["url"] for each in values["servers"]})
    schemes = values.get("securityDefinitions") if swagger else (values.get("components") or {}).get("securitySchemes")
    yield "api.security_schemes[].name", sorted(schemes or {})
    operations = {}
    for address, item in (values.get("paths") or {}).items():
        for method, operation in (item if isinstance(item, dict) else {}).items():
            if method in METHODS and isinstance(operation, dict):
                operations[f"{method.upper()} {address}"] = operation
    yield "api.operations[].id", sorted(operations)
    overall = values.get("security")
    if any("$ref" in item for item in (values.get("paths") or {}).values() if isinstance(item, dict)):
        return
    demands = {name: operation.get("security", overall) for name, operation in operations.items()}
    yield "api.secured", sorted(name for name, demand in demands.items() if demand and all(demand))


PARSERS = {"android": android, "netsec": network, "plist": info, "privacy": privacy, "entitlements": entitlements, "harmony": harmony,
           "wechat": wechat, "wechatproj": wechat_project, "uniapp": uni_app, "quickapp": quick_app, "openapi": service}
REFUSALS = (xml.etree.ElementTree.ParseError, plistlib.InvalidFileException, xml.parsers.expat.ExpatError, ValueError)


def facts(kind, path):
    """[(fact, expected)], or None where the plain parser cannot read the file or does not know the kind."""
    if kind not in PARSERS:
        return None
    try:
        return list(PARSERS[kind](path))
    except REFUSALS:
        return None
