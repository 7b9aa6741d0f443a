// Reads {schema, documents} from standard input; writes, for each document, what ajv finds wrong with it. Run where ajv is installed.
const { createRequire } = require('module');
const load = createRequire(process.cwd() + '/');
const Ajv = load('ajv/dist/2020').default;
const formats = load('ajv-formats').default;

const { schema, documents } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true });
formats(ajv);
const validate = ajv.compile(schema);
const answers = documents.map((document) => (validate(document) ? [] : validate.errors.slice(0, 5).map((e) => `${e.instancePath} ${e.message}`)));
process.stdout.write(JSON.stringify(answers));
