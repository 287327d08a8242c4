// What sherpa-onnx reads off a sound with a model: node recognise.mjs NODE_MODULES KIND FOLDER SAMPLES METHOD
// KIND as in MadeModels, SAMPLES a file of 32-bit floats at 16 kHz. Writes {"tokens": […], "timestamps": […]}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [modules, kind, folder, file, decodingMethod] = process.argv.slice(2);
const sherpa = createRequire(`${modules}/`)('sherpa-onnx-node');
const bytes = readFileSync(file);
const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const transducer = { encoder: `${folder}/encoder.onnx`, decoder: `${folder}/decoder.onnx`, joiner: `${folder}/joiner.onnx` };
const nemoCtc = { model: `${folder}/model.onnx` };
const isStreaming = kind === 'zipformer' || kind.startsWith('nemo-streaming');
const isCtc = kind.startsWith('nemo-ctc') || kind === 'nemo-streaming';
const modelType = isStreaming ? {} : { modelType: kind.startsWith('nemo') ? 'nemo_transducer' : 'transducer' };
const modelConfig = {
  tokens: `${folder}/tokens.txt`, numThreads: 1, provider: 'cpu', debug: 0, ...(isCtc ? { nemoCtc } : { transducer, ...modelType }),
};
const config = { featConfig: { sampleRate: 16000, featureDim: 80 }, modelConfig, decodingMethod, maxActivePaths: 4, enableEndpoint: false };
const recognizer = isStreaming ? new sherpa.OnlineRecognizer(config) : new sherpa.OfflineRecognizer(config);
const stream = recognizer.createStream();
stream.acceptWaveform({ samples, sampleRate: 16000 });
if (isStreaming) {
  stream.inputFinished();
  while (recognizer.isReady(stream)) {
    recognizer.decode(stream);
  }
} else {
  recognizer.decode(stream);
}

const { tokens, timestamps } = recognizer.getResult(stream);
process.stdout.write(`\n${JSON.stringify({ tokens, timestamps })}\n`);
