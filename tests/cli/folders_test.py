"""Folders of projects as one subject: merged manifests, packages beside sources, settings that lie in other files."""
import fcntl
import io
import json
import unittest
import zipfile

from support import AS_OF, MANIFEST, WithFolder, run

ANDROID = 'xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools"'


def manifest(inside):
    return f"<manifest {ANDROID}>\n{inside}\n</manifest>\n"


def library(name):
    return f"plugins {{ id 'com.android.library' }}\nandroid {{ namespace '{name}' }}\n"


def app(name):
    return (f"plugins {{ id 'com.android.application' }}\nandroid {{ namespace '{name}'\n"
            f"defaultConfig {{ applicationId '{name}'\nminSdk 26\ntargetSdk 34 }} }}\n"
            "dependencies { implementation project(':lib') }\n")


def plist(name, version):
    return (f"<?xml version='1.0'?><plist version='1.0'><dict><key>CFBundleIdentifier</key><string>{name}</string>"
            f"<key>CFBundleShortVersionString</key><string>{version}</string>"
            "<key>LSRequiresIPhoneOS</key><true/></dict></plist>")


class Projects(WithFolder):
    def android(self, inside, name="com.example.app", folder=""):
        self.write(f"{folder}app/build.gradle", app(name))
        self.write(f"{folder}app/src/main/AndroidManifest.xml", manifest(inside))

    def lib(self, inside, folder=""):
        self.write(f"{folder}lib/build.gradle", library("com.example.lib"))
        self.write(f"{folder}lib/src/main/AndroidManifest.xml", manifest(inside))

    def check(self, *options, status=0):
        got, out, err = run("check", *(options or ["."]), "--fail-on", "none", "--format", "json", *AS_OF,
                            cwd=self.folder)
        self.assertEqual(got, status, err)
        return json.loads(out)

    def permissions(self, subject):
        return [each["name"].rsplit(".", 1)[-1] for each in subject["facts"].get("permissions", [])
                if each.get("requested")]


class Merging(Projects):
    def test_what_the_app_takes_out_is_not_asked_for(self):
        self.lib('<uses-permission android:name="android.permission.READ_SMS"/>'
                 '<uses-permission android:name="android.permission.VIBRATE"/>')
        self.android('<uses-permission android:name="android.permission.READ_SMS" tools:node="remove"/>'
                     '<application android:label="x"/>')
        subject = self.check()["subjects"][0]
        self.assertEqual(self.permissions(subject), ["VIBRATE"])
        self.assertEqual(len(subject["inputs"]), 2)

    def test_the_line_that_takes_it_out_is_shown(self):
        self.lib('<uses-permission android:name="android.permission.READ_SMS"/>')
        self.android('<uses-permission android:name="android.permission.READ_SMS" tools:node="remove"/>\n'
                     '<uses-permission android:name="android.permission.VIBRATE"/>\n<application android:label="x"/>')
        self.write("hegui.toml", '[subject]\nname = "x"\nkind = "app"\n[[permissions]]\n'
                                 'name = "android.permission.READ_SMS"\nplatform = "android"\npurpose = "Codes"\n')
        subject = self.check()["subjects"][0]
        found = [each for each in subject["findings"]
                 if each["rule"] == "UR-101" and each["verdict"] == "fail"]
        self.assertEqual([each["item"] for each in found], ["android.permission.READ_SMS"])
        places = [f'{place["file"]}:{place["line"]}' for place in found[0]["places"]]
        self.assertIn("app/src/main/AndroidManifest.xml:2", places)


class Packages(Projects):
    def setUp(self):
        super().setUp()
        bytes_of = io.BytesIO()
        with zipfile.ZipFile(bytes_of, "w") as package:
            package.writestr("Payload/Shop.app/Info.plist", plist("com.example.shop", "0.9"))
        self.write("release/Shop-0.9.ipa", bytes_of.getvalue())

    def sources(self):
        self.write("Shop/Info.plist", plist("com.example.shop", "1.2"))

    def test_beside_sources_a_package_is_left(self):
        self.sources()
        report = self.check()
        self.assertEqual([each["version"] for each in report["subjects"]], ["1.2"])
        self.assertEqual([each["path"] for each in report["subjects"][0]["inputs"]], ["Shop/Info.plist"])
        self.assertEqual(report["folders"][0]["left"], [{"path": "release/Shop-0.9.ipa", "why": "package"}])
        _, text, _ = run("check", ".", "--fail-on", "none", "--lang", "en", cwd=self.folder)
        self.assertIn("1 package beside its sources (name it on the command line to judge it)", " ".join(text.split()))

    def test_named_it_joins(self):
        self.sources()
        for order in ([".", "release/Shop-0.9.ipa"], ["release/Shop-0.9.ipa", "."]):
            report = self.check(*order)
            read = sorted(each["path"] for each in report["subjects"][0]["inputs"])
            self.assertEqual(read, ["Shop/Info.plist", "release/Shop-0.9.ipa"], order)
            self.assertEqual(report["folders"][0]["left"], [], order)

    def test_named_by_the_declaration_it_joins(self):
        self.sources()
        self.write("hegui.toml", 'manifests = ["release/Shop-0.9.ipa"]\n[subject]\nname = "Shop"\n')
        report = self.check()
        self.assertEqual(report["folders"][0]["left"], [])
        self.assertEqual(len(report["subjects"][0]["inputs"]), 3)

    def test_without_sources_it_is_what_the_folder_holds(self):
        self.write("android/AndroidManifest.xml", MANIFEST)
        report = self.check()
        read = [each["path"] for subject in report["subjects"] for each in subject["inputs"]]
        self.assertIn("release/Shop-0.9.ipa", read, "sources for another platform are none for this")


class Batches(Projects):
    def setUp(self):
        super().setUp()
        for name in ("buyer", "seller"):
            self.write(f"shop/{name}/build.gradle", app(f"com.example.{name}"))
            self.write(f"shop/{name}/src/main/AndroidManifest.xml", manifest('<application android:label="${x}"/>'))
        self.write("shop/build.gradle", "")
        self.write("single/build.gradle", "")
        self.write("single/AndroidManifest.xml", MANIFEST)

    def batch(self, *options):
        status, out, err = run("batch", "shop", "single", "--group", "project", "-q", *AS_OF, *options, cwd=self.folder)
        self.assertEqual(status, 0, err)
        return out

    def subjects(self, text):
        lines = [json.loads(line) for line in text.splitlines()]
        return [each for each in lines if each.get("type") == "subject"]

    def test_products_are_told_apart_as_check_does(self):
        ids = [each["id"] for each in self.subjects(self.batch())]
        self.assertEqual(ids, ["com.example.buyer", "com.example.seller", "com.example.cli"])
        checked = self.check("shop")["subjects"]
        self.assertEqual([(each["id"], each["name"]) for each in checked],
                         [(each["id"], each["name"]) for each in self.subjects(self.batch())[:2]])

    def test_any_number_of_jobs_gives_the_same_bytes(self):
        self.assertEqual(self.batch("--jobs", "1"), self.batch("--jobs", "8"))

    def test_the_end_counts_inputs_and_subjects(self):
        end = json.loads(self.batch().splitlines()[-1])
        self.assertEqual((end["seen"], end["subjects"]), (2, 3))

    def test_a_store_knows_each_product(self):
        store = str(self.folder / "s.db")
        self.batch("--store", store)
        status, _, err = run("batch", "shop", "single", "--group", "project", "--store", store, *AS_OF, cwd=self.folder)
        self.assertEqual(status, 0)
        self.assertIn("3 unchanged", err)

    def test_a_changed_build_script_is_a_change(self):
        store = str(self.folder / "s.db")
        self.batch("--store", store)
        self.write("shop/buyer/build.gradle", app("com.example.buyer").replace("targetSdk 34", "targetSdk 22"))
        status, _, err = run("batch", "shop", "single", "--group", "project", "--store", store, *AS_OF, cwd=self.folder)
        self.assertEqual(status, 0)
        self.assertIn("2 unchanged", err)


class Outputs(WithFolder):
    def test_two_batches_never_write_one_file(self):
        self.write("app/AndroidManifest.xml", MANIFEST)
        partial = self.folder / "out.jsonl.partial"
        partial.write_text("another batch's lines")
        command = ["batch", "app", "-q", "-o", "out.jsonl"]
        with open(partial, "r+") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            status, _, err = run(*command, cwd=self.folder)
            self.assertEqual(status, 2)
            self.assertIn("another batch is writing", err)
            self.assertIn("out.jsonl.partial", err)
            self.assertEqual(partial.read_text(), "another batch's lines")
            self.assertFalse((self.folder / "out.jsonl").exists())
        self.assertEqual(run(*command, cwd=self.folder)[0], 0, "what one that was killed left is nobody's")
        self.assertFalse(partial.exists())
        self.assertTrue((self.folder / "out.jsonl").read_text().startswith('{"type":"run"'))


class Elsewhere(Projects):
    def test_flutter_takes_the_version_from_its_pubspec(self):
        self.write("pubspec.yaml", "name: x\nversion: 1.2.3+45\nenvironment:\n  sdk: '>=3.0.0 <4.0.0'\n")
        self.write("android/app/build.gradle",
                   'plugins { id "com.android.application" }\nandroid { namespace = "com.example.x"\ndefaultConfig {\n'
                   'applicationId = "com.example.x"\nminSdk = flutter.minSdkVersion\n'
                   "targetSdk = flutter.targetSdkVersion\nversionCode = flutter.versionCode\n"
                   "versionName = flutter.versionName\n} }\n")
        self.write("android/app/src/main/AndroidManifest.xml", manifest(
            '<uses-permission android:name="android.permission.INTERNET"/><application android:label="x">'
            '<activity android:name=".Main" android:exported="true"><intent-filter>'
            '<action android:name="android.intent.action.MAIN"/>'
            '<category android:name="android.intent.category.LAUNCHER"/></intent-filter></activity></application>'))
        self.write("ios/Runner/Info.plist", plist("com.example.x", "$(FLUTTER_BUILD_NAME)"))
        both = self.check()["subjects"][0]["facts"]
        self.assertEqual(both["ios"]["version"], "1.2.3")
        facts = both["android"]
        self.assertEqual((facts["version_name"], facts["version_code"]), ("1.2.3", 45))
        self.assertNotIn("min_sdk", facts)
        self.assertNotIn("target_sdk", facts)
        text = run("facts", ".", cwd=self.folder)[1]
        self.assertIn("pubspec.yaml:2", text)
        verbose = run("check", ".", "-v", "--fail-on", "none", cwd=self.folder)[1]
        self.assertIn("targetSdk = flutter.targetSdkVersion", verbose, "why the level is not known")

    def test_settings_of_configuration_files(self):
        self.write("App.xcodeproj/project.pbxproj", """// !$*UTF8*$!
{ objects = {
  P = { targets = (T); mainGroup = G; buildConfigurationList = LP; };
  T = { name = App; productType = "com.apple.product-type.application"; buildConfigurationList = LT; };
  LP = { buildConfigurations = (RP); }; RP = { name = Release; buildSettings = { SDKROOT = iphoneos; }; };
  LT = { buildConfigurations = (RT); };
  RT = { name = Release; baseConfigurationReference = F; buildSettings = { GENERATE_INFOPLIST_FILE = YES; }; };
  G = { isa = PBXGroup; children = (C); sourceTree = "<group>"; };
  C = { isa = PBXGroup; children = (F); path = Config; sourceTree = "<group>"; };
  F = { isa = PBXFileReference; path = App.xcconfig; sourceTree = "<group>"; };
}; rootObject = P; }
""")
        self.write("Config/App.xcconfig", '#include "Version.xcconfig" // shared\n\nBASE = com.example\n'
                   "PRODUCT_BUNDLE_IDENTIFIER = $(BASE).shop\nIPHONEOS_DEPLOYMENT_TARGET = 16.0\n"
                   "INFOPLIST_KEY_NSCameraUsageDescription = Scans codes for $(TARGET_NAME)\n")
        self.write("Config/Version.xcconfig", "MARKETING_VERSION = 2.5\n")
        subject = self.check()["subjects"][0]
        ios = subject["facts"]["ios"]
        self.assertEqual((ios["bundle_id"], ios["version"], ios["min_os"]), ("com.example.shop", "2.5", "16.0"))
        self.assertEqual(subject["facts"]["permissions"][0]["purpose"], "Scans codes for App")
        self.assertIn("Config/Version.xcconfig:1", run("facts", ".", cwd=self.folder)[1])


if __name__ == "__main__":
    unittest.main()
