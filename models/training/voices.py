"""Who is trained on: every speaker's utterances, without those that something is measured on."""
import json
import os
import random

import soundfile as sf

from channels import RATE, change_speed

# Also in the sets that figures are made of.
HELD_OUT = {'librispeech-19', 'librispeech-26', 'librispeech-27', 'emodb-12', 'emodb-13'}
DEVELOPMENT = 32          # further speakers, for settings to be chosen on
SPLIT_SEED = 7


def manifest(folder):
    with open(os.path.join(folder, 'manifest.jsonl')) as lines:
        return [json.loads(line) for line in lines]


def development_speakers(data):
    names = sorted({item['speaker'] for item in manifest(os.path.join(data, 'speakers'))} - HELD_OUT)
    random.Random(SPLIT_SEED).shuffle(names)
    return set(names[:DEVELOPMENT])


def read(folder, without):
    """{speaker: [samples]}, every speaker also 10 % faster and slower, as voices of their own."""
    voices = {}
    for item in manifest(folder):
        if item['speaker'] in without:
            continue
        audio, rate = sf.read(os.path.join(folder, item['file']), dtype='float32')
        if rate != RATE:
            raise SystemExit(f"{item['file']} has {rate} Hz, not {RATE}: resample it.")
        voices.setdefault(item['speaker'], []).append(audio)
    for name in list(voices):
        for tag, factor in (('fast', 1.1), ('slow', 0.9)):
            voices[f'{name}/{tag}'] = [change_speed(audio, factor) for audio in voices[name]]
    return voices


def training(data):
    """-> voices of LibriSpeech, voices of EMO-DB."""
    without = HELD_OUT | development_speakers(data)
    return read(os.path.join(data, 'speakers'), without), read(os.path.join(data, 'emotion'), without)
