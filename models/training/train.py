"""Windows -> speaker head: linear discriminant analysis in plain numpy.

    train.py ENGINE TAP,TAP… LABELS WINDOWS OUT     WINDOWS.f32 and WINDOWS.jsonl as LiveCaptions.Training writes them; OUT is the head

The scatter within a voice is taken over all of its files, so that a microphone is no part of the voice; the scatter between voices inside one
file, as that is what will have to be told apart.
"""
import hashlib
import json
import sys

import numpy as np

from conversations import LABEL

DIMENSIONS = 48
SHRINKAGE = 0.2
BLOCK = 1920              # samples
WINDOW, HOP = 12, 4       # blocks
SHORTEST = 6              # blocks of a window that is learnt from
PURE, OVERLAPPED = 0.9, 0.2
LEAST_WINDOWS = 6         # of a voice in a file whose mean is trusted


def read(labels, windows):
    """-> features of the windows that one voice has for itself, the voices' numbers, the files' numbers."""
    with open(labels) as lines:
        truth = {item['file']: (np.array(item['speaker']), np.array(item['both']), item['cast']) for item in map(json.loads, lines)}
    with open(windows + '.jsonl') as lines:
        index = [json.loads(line) for line in lines]
    features = np.memmap(windows + '.f32', dtype='<f4', mode='r').reshape(len(index), -1)
    found = [(i, owner(truth[w['file']], w['start'], w['end']), w['file']) for i, w in enumerate(index)]
    kept = [f for f in found if f[1]]
    rows, voices, files = zip(*kept)
    return features[list(rows)], numbers(voices), numbers(files)


def owner(truth, start, end):
    """The voice that has samples [start, end) for itself; None where there is none."""
    speaker, both, cast = truth
    part = slice(start // LABEL, end // LABEL)
    heard = speaker[part][speaker[part] >= 0]
    if end - start < SHORTEST * BLOCK or len(heard) == 0 or both[part].mean() > OVERLAPPED:
        return None
    most = np.bincount(heard).argmax()
    return cast[most] if (heard == most).mean() >= PURE else None


def numbers(names):
    return np.unique(names, return_inverse=True)[1]


def scatter(values, group):
    """-> covariance within the groups, their means, their sizes."""
    size = np.bincount(group)
    means = np.zeros((len(size), values.shape[1]), values.dtype)
    np.add.at(means, group, values)
    means /= size[:, None]
    rest = values - means[group]
    return rest.T @ rest / (len(values) - len(size)), means, size


def from_file_mean(means, file_of):
    """-> each voice's mean, less the mean of the voices in its file; voices per file."""
    voices = np.bincount(file_of)
    centre = np.zeros((len(voices), means.shape[1]), means.dtype)
    np.add.at(centre, file_of, means)
    return means - (centre / voices[:, None])[file_of], voices[file_of]


def discriminants(within, between):
    within = (1 - SHRINKAGE) * within + SHRINKAGE * np.trace(within) / len(within) * np.eye(len(within))
    inverse = np.linalg.inv(np.linalg.cholesky(within))
    _, vectors = np.linalg.eigh(inverse @ between @ inverse.T)
    return (inverse.T @ vectors[:, ::-1][:, :DIMENSIONS]).T


def train(features, voice, file):
    """-> weights, offset, variance between the voices of a session; a window's variance within its voice is 1."""
    centre, spread = features.mean(0), features.std(0) + 1e-6
    values = ((features - centre) / spread).astype(np.float64)
    pairs, group = np.unique(np.stack([file, voice]), axis=1, return_inverse=True)
    group = group.ravel()
    within, _, _ = scatter(values, voice)
    _, means, size = scatter(values, group)
    apart, _ = from_file_mean(means, numbers(pairs[0]))
    weight = np.sqrt(size)
    weights = discriminants(within, (apart * weight[:, None]).T @ apart / weight.sum()) / spread
    offset = -(weights @ centre)
    return scaled(weights, offset, features @ weights.T + offset, group, numbers(pairs[0]))


def scaled(weights, offset, vectors, group, file_of):
    within, means, size = scatter(vectors, group)
    within = np.diag(within)
    apart, voices = from_file_mean(means, file_of)
    sure = (voices > 1) & (size >= LEAST_WINDOWS)
    spread = (apart[sure] ** 2 * (voices / np.maximum(1, voices - 1))[sure][:, None]).mean(0)
    # Means are uncertain themselves; windows that overlap count as one.
    between = np.maximum(0.05, spread - within / (size[sure].mean() * HOP / WINDOW))
    scale = np.sqrt(within)
    return weights / scale[:, None], offset / scale, between / within


def write(path, engine, taps, weights, offset, between):
    def short(values):
        return [float(f'{value:.6g}') for value in np.asarray(values).ravel()]

    # Vectors of another training cannot be compared, so the name says which it was.
    name = f'{engine}/{hashlib.sha256(weights.astype("<f4").tobytes()).hexdigest()[:8]}'
    head = {'engine': engine, 'taps': taps, 'weights': short(weights), 'offset': short(offset), 'model': {'name': name, 'between': short(between)}}
    with open(path, 'w') as out:
        json.dump(head, out)
    return name


if __name__ == '__main__':
    ENGINE, TAPS, LABELS, WINDOWS, OUT = sys.argv[1:]
    FEATURES, VOICE, FILE = read(LABELS, WINDOWS)
    HEAD = train(FEATURES, VOICE, FILE)
    print(f'{write(OUT, ENGINE, TAPS.split(","), *HEAD)}: {len(FEATURES)} windows of {VOICE.max() + 1} voices; between/within {HEAD[2][:6].round(1)}')
