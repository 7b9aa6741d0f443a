"""What lies in a folder is a product, a part of one, or of something that is not judged - and each is told."""
import json
import unittest

from support import AS_OF, WithFolder, run


class Layout(WithFolder):
    def check(self):
        status, out, err = run("check", ".", "--fail-on", "none", "--format", "json", *AS_OF, cwd=self.folder)
        self.assertEqual(status, 0, err)
        report = json.loads(out)
        self.left = {each["path"]: each["why"] for each in report["folders"][0]["left"]}
        return report["subjects"]

    def inputs(self):
        return [[each["path"] for each in subject["inputs"]] for subject in self.check()]


class Harmony(Layout):
    def test_a_manifest_in_both_spellings_is_one_product(self):
        name = '{"app": {"bundleName": "com.example.shop", "versionName": "%s"}}'
        self.write("AppScope/app.json", name % "1.0")
        self.write("AppScope/app.json5", name % "2.0")
        self.write("entry/src/main/module.json5", '{"module": {"name": "entry", "type": "entry"}}')
        subjects = self.check()
        self.assertEqual([each["version"] for each in subjects], ["2.0"])
        self.assertEqual(self.left, {"AppScope/app.json": "other-notation"})
        _, text, _ = run("check", ".", "--fail-on", "none", "--lang", "en", cwd=self.folder)
        self.assertIn("1 the same in another notation", " ".join(text.split()))


def plist(inside):
    return f"<?xml version='1.0'?><plist version='1.0'><dict>{inside}</dict></plist>"


APPLICATION = ("<key>CFBundleIdentifier</key><string>$(PRODUCT_BUNDLE_IDENTIFIER)</string>"
               "<key>CFBundlePackageType</key><string>APPL</string>"
               "<key>NSCameraUsageDescription</key><string>Scans codes</string>")


def xcode(*apps):
    targets = "".join(f"""T{i} = {{ productType = "com.apple.product-type.application"; buildConfigurationList = L{i}; }};
L{i} = {{ buildConfigurations = (R{i}); }}; R{i} = {{ name = Release; buildSettings = {{ {app} }}; }};
""" for i, app in enumerate(apps))
    names = ", ".join(f"T{i}" for i in range(len(apps)))
    return f"// !$*UTF8*$!\n{{ objects = {{ P = {{ targets = ({names}); }};\n{targets} }}; rootObject = P; }}\n"


class Desktops(Layout):
    def test_an_app_for_macos_alone_is_left_aloud(self):
        self.write("Desk.xcodeproj/project.pbxproj",
                   xcode("SDKROOT = macosx; INFOPLIST_FILE = Desk/Info.plist; "
                         "CODE_SIGN_ENTITLEMENTS = Desk/Desk.entitlements;"))
        self.write("Desk/Info.plist", plist(APPLICATION))
        self.write("Desk/Desk.entitlements", plist("<key>com.apple.security.app-sandbox</key><true/>"))
        status, out, err = run("check", ".", "--fail-on", "none", "--format", "json", *AS_OF, cwd=self.folder)
        self.assertEqual(status, 2, "nothing was judged, so nothing passes")
        report = json.loads(out)
        self.assertEqual(report["subjects"], [], err)
        self.assertIn("all that was found below this folder is left out", out)
        self.assertEqual({each["path"]: each["why"] for each in report["folders"][0]["left"]},
                         {name: "other-platform" for name in ("Desk.xcodeproj/project.pbxproj", "Desk/Info.plist",
                                                              "Desk/Desk.entitlements")})

    def test_what_lies_around_it_makes_no_product_for_telephones(self):
        self.write("Desk.xcodeproj/project.pbxproj", xcode("SDKROOT = macosx; GENERATE_INFOPLIST_FILE = YES;"))
        self.write("Desk/PrivacyInfo.xcprivacy", plist("<key>NSPrivacyTracking</key><false/>"))
        self.write("Package.resolved", '{"pins": [{"identity": "kit", "state": {"version": "1.0.0"}}], "version": 2}')
        status, out, err = run("check", ".", "-v", "--fail-on", "none", *AS_OF, cwd=self.folder)
        self.assertEqual(status, 2, out)
        self.assertIn("0 files read; left out: 3 other platform", out)
        self.assertIn("error[HG1005]: all that was found below this folder is left out", out)

    def test_what_ships_for_telephones_too_is_judged(self):
        self.write("Shop.xcodeproj/project.pbxproj",
                   xcode('SDKROOT = auto; SUPPORTED_PLATFORMS = "iphoneos iphonesimulator macosx"; '
                         "INFOPLIST_FILE = Shop/Info.plist;",
                         "SDKROOT = macosx; INFOPLIST_FILE = Helper/Info.plist;"))
        self.write("Shop/Info.plist", plist(APPLICATION))
        self.write("Helper/Info.plist", plist(APPLICATION))
        self.assertEqual(self.inputs(), [["Shop/Info.plist", "Shop.xcodeproj/project.pbxproj"]])
        self.assertEqual(self.left, {"Helper/Info.plist": "other-platform"})


class SeveralApps(Layout):
    def test_each_is_told_its_own_settings(self):
        app = "SDKROOT = iphoneos; IPHONEOS_DEPLOYMENT_TARGET = 16.0; "
        self.write("Shop.xcodeproj/project.pbxproj",
                   xcode(app + "INFOPLIST_FILE = Shop/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.example.shop; "
                         'GENERATE_INFOPLIST_FILE = YES; INFOPLIST_KEY_NSContactsUsageDescription = "Invites friends";',
                         app + "INFOPLIST_FILE = Till/Info.plist; PRODUCT_BUNDLE_IDENTIFIER = com.example.till;",
                         app + "GENERATE_INFOPLIST_FILE = YES; PRODUCT_BUNDLE_IDENTIFIER = com.example.demo;"))
        for name in ("Shop", "Till"):
            self.write(f"{name}/Info.plist", plist(APPLICATION + "<key>LSRequiresIPhoneOS</key><true/>"))
        subjects = self.check()
        self.assertEqual([each["facts"]["ios"]["bundle_id"] for each in subjects], ["com.example.shop", "com.example.till"])
        shop, till = ([permission["name"] for permission in each["facts"]["permissions"]] for each in subjects)
        self.assertEqual(set(shop) - set(till), {"NSContactsUsageDescription"})
        self.assertEqual([[issue["code"] for issue in each["issues"]] for each in subjects], [["HG1514"], []],
                         "the third is judged nowhere")
        self.assertEqual(self.left, {})


class Watches(Layout):
    def test_the_watch_app_and_previews_of_an_app_are_no_products(self):
        self.write("Shop/Info.plist", plist(APPLICATION + "<key>LSRequiresIPhoneOS</key><true/>"))
        self.write("Shop-Watch-App-Info.plist", plist("<key>UIBackgroundModes</key><array/>"))
        self.write("Shop/Preview Content/Info.plist", plist(APPLICATION))
        self.assertEqual(self.inputs(), [["Shop/Info.plist"]])
        self.assertEqual(self.left, {"Shop-Watch-App-Info.plist": "other-platform", "Shop/Preview Content": "variant"})


class Gadgets(Layout):
    def project(self, appid):
        self.write("app.json", '{"pages": ["pages/index/index"], "window": {"navigationBarTitleText": "Lost"}}')
        self.write("pages/index/index.ttml", "<view/>")
        self.write("project.config.json", json.dumps({"appid": appid, "projectname": "lost", "setting": {}}))
        (subject,) = self.check()
        return subject

    def test_a_gadget_of_feishu_is_not_douyins(self):
        subject = self.project("cli_9e5ad4cf0dad100a")
        self.assertEqual(subject["platforms"], ["feishu"])
        self.assertEqual(self.project("tt0123456789abcdef")["platforms"], ["douyin"])

    def test_where_nothing_tells_it_is_said(self):
        subject = self.project("")
        self.assertEqual(subject.get("platforms", []), [])
        self.assertEqual([issue["code"] for issue in subject["issues"]], ["HG1424"])


if __name__ == "__main__":
    unittest.main()
