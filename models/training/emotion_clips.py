"""Recordings that the emotion head is trained on: acted emotions, and read speech as neutral, through many channels and at many loudnesses.

    emotion_clips.py DATA OUT     writes OUT/*.wav, OUT/list and OUT/labels.jsonl
"""
import json
import os
import sys
from multiprocessing import Pool

import numpy as np
import soundfile as sf

import channels
import voices
from channels import RATE

SEED = 2000
ACTED_COPIES = 5          # changed ones of an acted utterance, besides the utterance as it is
READ_CHANGED = 0.5        # share of the read utterances that are also heard changed
QUIETEST, LOUDEST = -40, -14   # dB below full scale, root mean square: loudness must tell nothing
SILENCE = (0.2, 0.7)      # seconds before and after


def speed(rng, audio):
    return channels.change_speed(audio, rng.uniform(0.88, 1.14))


def room(rng, audio):
    return channels.random_channel(rng, speed(rng, audio))


def loudness(rng, audio):
    audio = audio * 10 ** (rng.uniform(QUIETEST, LOUDEST) / 20) / max(1e-6, np.sqrt((audio ** 2).mean()))
    silence = [np.zeros(int(rng.uniform(*SILENCE) * RATE), np.float32) for _ in range(2)]
    return np.concatenate([silence[0], audio * min(1, 0.98 / np.abs(audio).max()), silence[1]])


def copies(rng, acted):
    """-> how the utterance is changed, besides not at all: all of it in its loudness."""
    if acted:
        return [lambda _, audio: audio, speed] + [room] * (ACTED_COPIES - 2)
    return [room] if rng.random() < READ_CHANGED else []


def make(number):
    folder, item = ITEMS[number]
    acted = 'emotion' in item
    rng = np.random.default_rng(SEED + number)
    audio, rate = sf.read(os.path.join(folder, item['file']), dtype='float32')
    if rate != RATE:
        raise SystemExit(f"{item['file']} has {rate} Hz, not {RATE}: resample it.")
    made = [audio] + [loudness(rng, change(rng, audio)) for change in copies(rng, acted)]
    label = {'speaker': item['speaker'], 'sex': item.get('sex', ''), 'emotion': item.get('emotion', 'neutral'), 'acted': acted}
    return [write(number, copy, sound, label) for copy, sound in enumerate(made)]


def write(number, copy, audio, label):
    path = os.path.join(OUT, f'e{number:04}-{copy}.wav')
    sf.write(path, audio, RATE, subtype='PCM_16')
    return {'file': path, 'changed': copy > 0, **label}


if __name__ == '__main__':
    DATA, OUT = sys.argv[1:]
    ITEMS = [(os.path.join(DATA, name), item) for name in ('emotion', 'speakers') for item in voices.manifest(os.path.join(DATA, name))
             if item['speaker'] not in voices.HELD_OUT]
    os.makedirs(OUT, exist_ok=True)
    count = 0
    with Pool() as pool, open(os.path.join(OUT, 'labels.jsonl'), 'w') as out, open(os.path.join(OUT, 'list'), 'w') as names:
        for made in pool.imap(make, range(len(ITEMS))):
            for clip in made:
                out.write(json.dumps(clip) + '\n')
                names.write(clip['file'] + '\n')
                count += 1
    print(f'{count} recordings of {len(ITEMS)} utterances')
