"""Conversations of 30 to 45 s made of read utterances: what the speaker head is trained on.

Two to five voices take turns, sometimes over each other. Most conversations go through one random channel (room, tilt, band limit, noise);
in some every turn has a tilt of its own, so that a voice's usual microphone tells nothing. Every fourth is of acted, German voices.

    conversations.py DATA OUT     writes OUT/*.wav, OUT/list and OUT/labels.jsonl
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

COUNT = 560
SEED = 1000
LABEL = 320               # samples per label, 20 ms
LOUDNESS = 0.05           # root mean square of an utterance
SILENCE = 1e-5            # power below which a stretch is nobody's
OVERLAP = 10 ** -1.2      # a second voice counts down to 12 dB below the first


class Cast:
    """The voices of one conversation, each with a loudness and a tilt of its own."""

    def __init__(self, rng, spoken, length):
        self.rng, self.spoken, self.length = rng, spoken, length
        names = list(rng.choice(sorted(spoken), int(rng.choice([2, 3, 4, 5])), replace=False))
        self.levels = {name: 10 ** (rng.uniform(-4, 4) / 20) for name in names}
        self.tracks = {name: np.zeros(length, np.float32) for name in names}

    def choose_tilts(self):
        self.tilted = self.rng.random() < 0.4
        self.tilts = {name: int(self.rng.integers(1 << 31)) for name in self.tracks}

    def next_speaker(self, last):
        return self.rng.choice([name for name in self.tracks if name != last])

    def say(self, name, at, end):
        """-> where the utterance's piece ends."""
        rng, utterances = self.rng, self.spoken[name]
        utterance = utterances[rng.integers(len(utterances))]
        length = int(min(len(utterance), max(end - at, RATE // 2), self.length - at))
        start = rng.integers(0, len(utterance) - length + 1)
        piece = utterance[start:start + length] / max(1e-4, np.sqrt((utterance ** 2).mean())) * LOUDNESS * self.levels[name]
        if self.tilted:
            seed = self.tilts[name] if rng.random() < 0.5 else rng.integers(1 << 31)
            piece = channels.random_tilt(np.random.default_rng(seed), piece, 5)
        self.tracks[name][at:at + length] += piece
        return at + length


def conversation(rng, spoken):
    """-> samples of each voice {name: samples}."""
    length = int(rng.uniform(30, 45) * RATE)
    cast = Cast(rng, spoken, length)
    at, last = int(rng.uniform(0, 1) * RATE), None
    cast.choose_tilts()
    while at < length - RATE:
        who = cast.next_speaker(last)
        end = at + int((rng.uniform(0.6, 3) if rng.random() < 0.4 else rng.uniform(2, 8)) * RATE)
        while at < min(end, length - RATE // 2):
            at = cast.say(who, at, end) + int(rng.uniform(0, 0.3) * RATE)
        gap = rng.uniform(-0.8, 0) if rng.random() < 0.15 else rng.uniform(0, 0.8)
        at, last = max(RATE // 4, at + int(gap * RATE)), who
    return cast.tracks


def labels(tracks):
    """-> per 20 ms the number of the loudest voice (-1: nobody), and whether a second one is about as loud."""
    power = np.array([(t[:len(t) // LABEL * LABEL].reshape(-1, LABEL) ** 2).mean(1) for t in tracks.values()])
    loudest, second = power.max(0), np.sort(power, 0)[-2]
    speaker = np.where(loudest > SILENCE, power.argmax(0), -1)
    return speaker.tolist(), ((second > SILENCE) & (second > loudest * OVERLAP)).astype(int).tolist()


def make(number):
    rng = np.random.default_rng(SEED + number)
    tracks = conversation(rng, ACTED if number % 4 == 3 else READ)
    audio = sum(tracks.values())
    if rng.random() < 0.7:
        audio = channels.random_channel(rng, audio)
    path = os.path.join(OUT, f't{number:04}.wav')
    sf.write(path, audio * min(1, 0.95 / np.abs(audio).max()), RATE, subtype='PCM_16')
    speaker, both = labels(tracks)
    return {'file': path, 'cast': list(tracks), 'speaker': speaker, 'both': both}


if __name__ == '__main__':
    DATA, OUT = sys.argv[1:]
    READ, ACTED = voices.training(DATA)
    os.makedirs(OUT, exist_ok=True)
    with Pool() as pool, open(os.path.join(OUT, 'labels.jsonl'), 'w') as out, open(os.path.join(OUT, 'list'), 'w') as names:
        for made in pool.imap(make, range(COUNT)):
            out.write(json.dumps(made) + '\n')
            names.write(made['file'] + '\n')
    print(f'{COUNT} conversations of {len(READ) // 3} + {len(ACTED) // 3} speakers')
