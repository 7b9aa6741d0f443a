#!/usr/bin/env python3
"""Judges manifests and packages on a Spark cluster: every executor runs `hegui batch` over its part of the list, and the results become
Parquet tables of subjects, verdicts and findings (README.md beside this file describes them).

    spark-submit --files hegui hegui_spark.py --list s3a://…/paths.txt --hegui hegui --output s3a://…/results
    spark-submit hegui_spark.py --files '/data/manifests/*/*.xml' --output /data/results

The binary and the folders of policy packs travel with the job (--hegui, --policy), so executors need nothing installed. Inputs are read by Spark
(`--files`, any file system it knows) or by the executors themselves (`--list`, one path a line on a shared file system). An input that cannot be
read, or that no hegui survives, is a row that says so.
"""
import argparse
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

TEXT = T.StringType()


def column(name, kind=TEXT, nullable=True):
    return T.StructField(name, kind, nullable)


FINDING = T.StructType([column("rule"), column("verdict"), column("severity"), column("item"), column("message_zh"), column("message_en"),
                        column("file"), column("line", T.LongType()), column("fingerprint")])
SUBJECT = T.StructType([
    column("source", nullable=False), column("name"), column("app"), column("version"), column("kind"), column("platforms", T.ArrayType(TEXT)),
    column("inputs", T.ArrayType(T.StructType([column("path"), column("format"), column("bytes", T.LongType()), column("sha256")]))),
    column("grade"), column("score", T.DoubleType()), column("attainable", T.DoubleType()), column("evidence", T.DoubleType()),
    column("readable", T.BooleanType()), column("verdicts", T.MapType(TEXT, TEXT)), column("findings", T.ArrayType(FINDING)),
    column("issues", T.ArrayType(T.StructType([column("code"), column("level"), column("message")]))), column("facts"),
    column("policy"), column("as_of"), column("tool"), column("line", nullable=False)])

# One call of hegui takes this many inputs: enough to forget its start, few enough to repeat when one of them ends it.
INPUTS_PER_CALL = 512


def row_of(source, line, run):
    """The columns of a subject, from its line and that of its run."""
    subject = json.loads(line)
    verdicts = {rule: verdict for verdict, rules in subject["verdicts"].items() for rule in rules}
    findings = []
    for finding in subject["findings"]:
        place = finding["places"][0] if finding["places"] else {}
        message = finding.get("message", {})
        findings.append((finding["rule"], finding["verdict"], finding["severity"], finding.get("item", ""), message.get("zh"), message.get("en"),
                         place.get("file"), place.get("line"), finding["fingerprint"]))
    score = subject["score"]
    facts = subject.get("facts")
    return (source, subject["name"], subject["id"], subject["version"], subject["kind"], subject["platforms"],
            [(i["path"], i["format"], i["bytes"], i.get("sha256")) for i in subject["inputs"]], score["grade"], score["points"], score["attainable"],
            score["evidence"], bool(subject["inputs"]), verdicts, findings, [(i["code"], i["level"], i["message"]) for i in subject["issues"]],
            json.dumps(facts, ensure_ascii=False, sort_keys=True) if facts is not None else None, run["policy"]["sha256"], run["as_of"],
            run["tool"]["version"], line)


def failed_row(source, message):
    line = json.dumps({"type": "subject", "name": source, "issues": [{"code": "HG9002", "level": "error", "message": message}]}, ensure_ascii=False)
    return (source, source, "", "", "", [], [], "-", None, 0.0, 0.0, False, {}, [], [("HG9002", "error", message)], None, None, None, None, line)


def call(command, entries, timeout):
    """The lines of one call over these list entries, and the `run` line; None when hegui did not come to its end."""
    text = "".join(json.dumps(entry) + "\n" for entry in entries)
    try:
        done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
    except subprocess.TimeoutExpired:
        return None
    lines = done.stdout.decode().splitlines()
    if len(lines) != len(entries) + 2 or not lines[-1].startswith('{"type":"end"'):
        return None
    return json.loads(lines[0]), lines[1:-1]


def judge(command, entries, timeout):
    """Rows of all entries. A call that does not come to its end is repeated in halves, until the one input that is to blame stands alone."""
    result = call(command, entries, timeout)
    if result:
        run, lines = result
        return [row_of(entry["path"], line, run) for entry, line in zip(entries, lines)]
    if len(entries) == 1:
        return [failed_row(entries[0]["path"], "hegui ended abnormally, or took too long, on this input")]
    half = len(entries) // 2
    return judge(command, entries[:half], timeout) + judge(command, entries[half:], timeout)


def executable(shipped):
    """The binary that came with the job, made executable. Spark may share one copy among many workers, so each process has its own."""
    path = pathlib.Path(SparkFiles.get(shipped))
    own = pathlib.Path(tempfile.gettempdir()) / f"{shipped}-{os.getpid()}"
    if not own.exists():
        shutil.copyfile(path, own)
        own.chmod(0o755)
    return str(own)


def judge_partition(entries, options):
    """Entries are {"path"} or {"path", "content_base64"}; gives rows of SUBJECT."""
    command = [executable(options["hegui"]), "batch", "-", "-q", "--jobs", str(options["jobs"]), "--as-of", options["as_of"]]
    for archive in options["policy"]:
        command += ["--policy", SparkFiles.get(archive)]
    if options["profile"]:
        command += ["--profile", options["profile"]]
    chunk = []
    for entry in entries:
        chunk.append(entry)
        if len(chunk) == INPUTS_PER_CALL:
            yield from judge(command, chunk, options["timeout"])
            chunk = []
    if chunk:
        yield from judge(command, chunk, options["timeout"])


def results(spark, options, paths=None, files=None):
    """A data frame of SUBJECT over a list of paths that executors can open, or over a glob that Spark reads."""
    if files:
        loaded = spark.read.format("binaryFile").load(files).select("path", "content")
        if options["partitions"]:
            loaded = loaded.repartition(options["partitions"], "path")
        source = loaded.rdd.map(lambda row: {"path": row.path.removeprefix("file:"), "content_base64": base64.b64encode(row.content).decode()})
    else:
        source = spark.read.text(paths).where("value != ''").rdd.map(lambda row: {"path": row.value})
        if options["partitions"]:
            source = source.repartition(options["partitions"])
    return spark.createDataFrame(source.mapPartitions(lambda part: judge_partition(part, options)), SUBJECT)


def write_tables(spark, subjects, output):
    """Writes the three tables of README.md below `output`; gives how many subjects there are and how many could not be read."""
    subjects.write.parquet(f"{output}/subjects")
    # Tables of their own for those who count; they are read back, so that nothing is judged twice.
    stored = spark.read.parquet(f"{output}/subjects")
    stored.select("source", "app", F.explode("verdicts").alias("rule", "verdict")).write.parquet(f"{output}/verdicts")
    stored.select("source", "app", F.explode("findings").alias("finding")).select("source", "app", "finding.*").write.parquet(f"{output}/findings")
    return stored.count(), stored.where("NOT readable").count()


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--list", help="text file of paths, one a line, that every executor can open")
    where.add_argument("--files", help="files for Spark to read, a glob")
    parser.add_argument("--output", required=True, help="folder for the Parquet tables; must not exist")
    parser.add_argument("--hegui", default="hegui", help="the binary to ship")
    parser.add_argument("--policy", action="append", default=[], help="folder of policy packs to ship; repeatable")
    parser.add_argument("--profile", default="", help="as of hegui batch")
    parser.add_argument("--as-of", required=True, help="YYYY-MM-DD: all executors judge by one day")
    parser.add_argument("--jobs", type=int, default=1, help="threads per call: spark.task.cpus")
    parser.add_argument("--partitions", type=int, default=0, help="parts to split the work into; 0: as Spark reads it")
    parser.add_argument("--timeout", type=int, default=600, help=f"seconds for one call of {INPUTS_PER_CALL} inputs")
    said = parser.parse_args(arguments)
    binary = shutil.which(said.hegui) or said.hegui
    spark = SparkSession.builder.appName("hegui").getOrCreate()
    spark.sparkContext.addFile(os.path.abspath(binary))
    for folder in said.policy:
        spark.sparkContext.addFile(os.path.abspath(folder), recursive=True)
    options = {"hegui": os.path.basename(binary), "policy": [os.path.basename(os.path.normpath(folder)) for folder in said.policy], "profile": said.profile,
               "as_of": said.as_of, "jobs": said.jobs, "partitions": said.partitions, "timeout": said.timeout}
    subjects, unread = write_tables(spark, results(spark, options, paths=said.list, files=said.files), said.output)
    print(f"hegui: {subjects} subjects, {unread} unreadable, in {said.output}", file=sys.stderr)
    spark.stop()
    return 2 if unread else 0


if __name__ == "__main__":
    sys.exit(main())
