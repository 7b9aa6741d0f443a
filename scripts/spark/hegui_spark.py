#!/usr/bin/env python3
"""Judges manifests and packages on a Spark cluster: every executor runs `hegui batch` over its part of the inputs, and the results become
Parquet tables of subjects, verdicts and findings (README.md beside this file describes them).

    spark-submit hegui_spark.py --list paths.txt --hegui ./hegui --as-of 2026-11-24 --output s3a://…/results
    spark-submit hegui_spark.py --files '/data/manifests/*/*.xml' --hegui ./hegui --as-of 2026-11-24 --output /data/results

The binary and the folders of policy packs travel with the job (--hegui, --policy), so executors need nothing installed. Inputs are read by Spark
(`--files`, any file system it knows) or by the executors themselves (`--list`, one path a line on a shared file system). An input that cannot be
read, or that no hegui survives, is a row that says so. What is wrong with the job itself (a pack, a profile, an option) ends it before anything is judged.
"""
import argparse
import atexit
import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import urllib.parse
from typing import NamedTuple

from pyspark import SparkFiles
from pyspark.errors import PySparkException
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
# And this much content that Spark read: it lies on the executor's disk for the time of the call. Only a single larger input goes beyond.
BYTES_PER_CALL = 64 << 20
# Inputs to a partition of a list, where there are many: some seconds of manifests, a minute of packages.
INPUTS_PER_PARTITION = 10_000
# Options that are handed to `hegui batch` as they are. What it answers when one is wrong ends the job.
HANDED_ON = ("profile", "select", "ignore", "max-input-size", "max-entry-size", "max-memory")


class Job(NamedTuple):
    """What all executors are told."""
    hegui: str  # file name of the binary that was shipped
    packs: list  # (name of the shipped archive, the folder it was made of)
    options: list  # of hegui batch
    patience: int  # seconds
    run: dict | None = None  # the line of every run
    unread: str = ""  # the line of an input that cannot be read


class Stop(Exception):
    """The job cannot go on, or not here; no input is to blame."""


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


def line_of_failure(job, source, why):
    """The line that hegui did not live to write."""
    subject = json.loads(job.unread)
    subject["name"] = source
    subject["issues"] = [{**subject["issues"][0], "code": "HG9002", "message": why, "place": {"file": source}}]
    return json.dumps(subject, ensure_ascii=False, separators=(",", ":"))


# ---- On the executors


def command_of(job):
    """The call of the binary that came with the job."""
    binary = SparkFiles.get(job.hegui)
    if not os.access(binary, os.X_OK):
        os.chmod(binary, 0o755)
    packs = [word for archive, _ in job.packs for word in ("--policy", SparkFiles.get(archive))]
    return [binary, "batch", "-", "-q", *packs, *job.options]


def scratch():
    """A folder for what lies on disk for a moment. Spark removes its own when the executor ends."""
    return tempfile.TemporaryDirectory(prefix="hegui-", dir=os.environ.get("SPARK_LOCAL_DIRS", "").split(",")[0] or None)


def greet(job):
    """What the shipped binary says to the job's packs and options: the line of a run and that of an unreadable input, or why it refuses."""
    with scratch() as folder:
        nothing = json.dumps({"path": "-", "file": os.path.join(folder, "nothing")}) + "\n"
        try:
            done = subprocess.run(command_of(job), input=nothing.encode(), capture_output=True)
        except OSError as error:
            return [], f"hegui: the binary cannot be run on an executor: {error.strerror}\n"
    told = done.stderr.decode(errors="replace")
    for archive, folder in job.packs:
        told = told.replace(SparkFiles.get(archive), folder)
    return done.stdout.decode().split("\n")[:2] if done.stdout.startswith(b'{"type":"run"') else [], told


class Ending(NamedTuple):
    lines: list  # those of subjects that came whole
    why: str  # it came to no end of its own; empty when it did


def listen(process, patience):
    """Everything that a process says; None behind it when it said nothing for so many seconds and was ended."""
    try:
        while select.select([process.stdout], [], [], patience)[0]:
            block = os.read(process.stdout.fileno(), 1 << 20)
            if not block:
                return
            yield block
        yield None
    finally:
        process.kill()  # one that has ended does not mind


def call(command, job, entries):
    """One run of hegui over these list entries."""
    with tempfile.TemporaryFile() as listed, tempfile.TemporaryFile() as told:
        listed.write("".join(json.dumps(entry) + "\n" for entry in entries).encode())
        listed.seek(0)
        with subprocess.Popen(command, stdin=listed, stdout=subprocess.PIPE, stderr=told) as process:
            blocks = list(listen(process, job.patience))
        told.seek(0)
        words = told.read().decode(errors="replace")
    silent = bool(blocks) and blocks[-1] is None
    # Lines end at \n alone: names and excerpts hold other characters that Python takes for line breaks.
    lines = b"".join(blocks[:-1] if silent else blocks).decode(errors="replace").split("\n")[:-1]
    ended = bool(lines) and lines[-1].startswith('{"type":"end"')
    if -process.returncode in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP) or (ended and not json.loads(lines[-1])["complete"]):
        raise Stop("hegui was told to stop")  # whoever ends this executor; Spark runs the task elsewhere
    if not lines and process.returncode >= 0:
        raise Stop(f"hegui did not begin: {words}")
    if lines and json.loads(lines[0]) != job.run:
        raise Stop(f"this executor does not judge as the others do: {lines[0][:300]}")
    if ended:
        return Ending(lines[1:-1], "")
    how = f"said nothing for {job.patience} seconds" if silent else f"ended abnormally ({process.returncode})"
    return Ending(lines[1:], f"hegui {how} on this input")


def judge(command, job, entries):
    """Pairs of a source and a line of its result, in order. Where a call does not come to its end, the input behind those it has told of is tried
    alone and the rest after it; where it told nothing it is halved, until the one input that is to blame stands alone."""
    waiting = [entries]
    while waiting:
        part = waiting.pop()
        lines, why = call(command, job, part)
        if len(part) == 1:
            yield from ((source_of(part[0], line), line) for line in lines)
            if why and (not lines or stands_for_many(part[0])):
                yield part[0]["path"], line_of_failure(job, part[0]["path"], why)
        elif len(lines) == len(part) or (lines and why):
            yield from zip((entry["path"] for entry in part), lines)
            rest = part[len(lines):]
            waiting += [some for some in (rest[1:], rest[:1]) if some]
        else:
            half = len(part) // 2
            waiting += [part[half:], part[:half]]


def stands_for_many(entry):
    """Whether hegui looks into it, so that it gives any number of results."""
    return "file" not in entry and (entry["path"].endswith(".zip") or os.path.isdir(entry["path"]))


def source_of(entry, line):
    if not stands_for_many(entry):
        return entry["path"]
    subject = json.loads(line)
    return subject["inputs"][0]["path"] if subject["inputs"] else subject["name"]


def calls(inputs):
    """Inputs are pairs of a path and of what Spark read of it, or None. Gives lists of them for one call each."""
    part, size = [], 0
    for path, content in inputs:
        alone = content is None and stands_for_many({"path": path})
        if part and (alone or len(part) == INPUTS_PER_CALL or size + len(content or b"") > BYTES_PER_CALL):
            yield part
            part, size = [], 0
        part.append((path, content))
        size += len(content or b"")
        if alone:
            yield part
            part, size = [], 0
    if part:
        yield part


def listed_in(folder, part):
    """The list entries of these inputs; content that Spark read lies in `folder`, not in memory any more."""
    entries = []
    for number, (path, content) in enumerate(part):
        entries.append({"path": path})
        if content is not None:
            entries[-1]["file"] = os.path.join(folder, str(number))
            pathlib.Path(entries[-1]["file"]).write_bytes(content)
    part.clear()
    return entries


def judge_partition(inputs, job):
    """Rows of SUBJECT."""
    command = command_of(job)
    for part in calls(inputs):
        with scratch() as folder:
            for source, line in judge(command, job, listed_in(folder, part)):
                yield row_of(source, line, job.run)


# ---- On the driver


def ship(spark, binary, folders, options, patience):
    """Sends binary and packs to the executors and asks one of them whether they will do. Raises Stop with what hegui says when not."""
    context = spark.sparkContext
    context.addFile(os.path.abspath(binary))
    packs = []
    # Executors fetch from here whenever one begins, so it stays as long as the driver.
    made = tempfile.mkdtemp(prefix="hegui-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    for number, folder in enumerate(folders):
        name = f"{os.path.basename(made)}-{number}"
        with tarfile.open(f"{made}/{name}.tar.gz", "w:gz") as archive:
            archive.add(folder, arcname=".")
        context.addArchive(f"{made}/{name}.tar.gz#{name}")
        packs.append((name, folder))
    job = Job(os.path.basename(binary), packs, [*options, "--jobs", spark.conf.get("spark.task.cpus", "1")], patience)
    lines, told = context.parallelize([0], 1).map(lambda _: greet(job)).first()
    if len(lines) != 2:
        raise Stop(told or "hegui: the binary says nothing\n")
    sys.stderr.write(told)
    return job._replace(run=json.loads(lines[0]), unread=lines[1])


def name(path):
    """What Spark calls `path`, as the one machine that has it would."""
    return re.sub("^file:/+", "/", path)


def inputs_of(spark, paths=None, files=None, partitions=0):
    """Pairs of a path and its content or None: a list of paths that executors can open, or a glob that Spark reads."""
    if files:
        found = spark.read.format("binaryFile").load(files)
        read = found.select("path", "content")
        # Spark passes over empty files without a word.
        full = {name(row.path) for row in found.select("path").collect()}
        empty = [(path, b"") for path in (name(urllib.parse.unquote(file)) for file in found.inputFiles()) if path not in full]
        # Rows come through Python in batches bounded by their bytes, which those of mapInPandas are not.
        inputs = (read.repartition(partitions) if partitions else read).rdd.map(lambda row: (name(row.path), row.content))
        return inputs.union(spark.sparkContext.parallelize(empty)) if empty else inputs
    # As hegui reads a list: a line ends at \n, one \r before it does not count, and empty lines are passed over.
    read = spark.read.text(paths, lineSep="\n").select(F.regexp_replace("value", r"\r\z", "").alias("path")).where("path != ''")
    # One after the other to all parts: a list is short, so that Spark would read it as one.
    parts = partitions or max(4 * spark.sparkContext.defaultParallelism, read.count() // INPUTS_PER_PARTITION)
    return read.repartition(parts).rdd.map(lambda row: (row.path, None))


def results(spark, job, paths=None, files=None, partitions=0):
    """A data frame of SUBJECT."""
    inputs = inputs_of(spark, paths, files, partitions)
    return spark.createDataFrame(inputs.mapPartitions(lambda part: judge_partition(part, job)), SUBJECT)


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
    parser.add_argument("--policy", action="append", default=[], metavar="DIR", help="folder of policy packs to ship; repeatable")
    parser.add_argument("--replace-policy", action="store_true", help="use only the packs of --policy")
    parser.add_argument("--as-of", required=True, help="YYYY-MM-DD: all executors judge by one day")
    for name in HANDED_ON:
        parser.add_argument(f"--{name}", help="as of hegui batch")
    parser.add_argument("--partitions", type=int, default=0, help="parts to split the work into (default: lists by their length, files as Spark reads them)")
    parser.add_argument("--patience", type=int, default=300, help="seconds that hegui may take for one input")
    said = parser.parse_args(arguments)
    binary = shutil.which(said.hegui)
    if not binary:
        parser.error(f"there is no program {said.hegui}; name it with --hegui")
    for folder in said.policy:
        if not os.path.isdir(folder):
            parser.error(f"{folder} is no folder of policy packs")
    options = ["--as-of", said.as_of, *(["--replace-policy"] if said.replace_policy else [])]
    for name in HANDED_ON:
        value = getattr(said, name.replace("-", "_"))
        options += [f"--{name}", value] if value is not None else []
    spark = SparkSession.builder.appName("hegui").getOrCreate()
    try:
        job = ship(spark, binary, said.policy, options, said.patience)
        subjects, unread = write_tables(spark, results(spark, job, said.list, said.files, said.partitions), said.output)
    except Stop as stop:
        sys.stderr.write(str(stop))
        return 2
    except PySparkException as refused:  # a list that is not there, an output that is
        print(f"hegui: {refused}", file=sys.stderr)
        return 2
    finally:
        spark.stop()
    print(f"hegui: {subjects} subjects, {unread} unreadable, in {said.output}", file=sys.stderr)
    return 2 if unread else 0


if __name__ == "__main__":
    sys.exit(main())
