"""Windows -> emotion head: linear discriminants in plain numpy, their temperature and the threshold from speakers left out.

    emotion.py ENGINE TAP,TAP… LABELS WINDOWS OUT     WINDOWS.f32 and WINDOWS.jsonl as LiveCaptions.Training writes them; OUT is the head

What speakers who are left out get is printed: every actor once, then all of one sex, with as large a share of the readers. The latter is the larger
step away from the voices that were heard, as users' will be, and decides the temperature and from which score on a label is sure.
"""
import json
import sys

import numpy as np

CLASSES = ['neutral', 'happy', 'sad', 'angry', 'fearful', 'disgusted', 'bored']
SAME = {'fear': 'fearful', 'disgust': 'disgusted', 'surprise': 'surprised', 'calm': 'neutral'}
#            neutral happy  sad   angry fearful disgusted bored
AROUSAL = [-0.4, 0.7, -0.7, 0.8, 0.7, 0.0, -0.7]
VALENCE = [0.0, 0.8, -0.7, -0.7, -0.7, -0.7, -0.3]

SHRINKAGE = 0.8           # of the scatter within the classes, towards a multiple of unity
READERS = 0.3             # weight of how readers and their channels differ, beside how the acted utterances of a class do
OFFSET = 1.0              # weight of how read speech differs from acted neutral: language, room and style must tell nothing
READ = 0.1                # weight of all read speech in the regressions, in that of all acted
RIDGE = 0.6               # of the two regressions
MOSTLY_RIGHT = 0.9        # of the sure labels of the sex left out, at least
FALSE_TAGS = 0.02         # sure labels other than neutral on read speech, at most
LEAST_SURE = 0.5          # below, another class can be as likely


def read(labels, windows):
    """-> features, class numbers, speakers, sexes, acted, as recorded, whole utterances."""
    with open(labels) as lines:
        truth = {item['file']: item for item in map(json.loads, lines)}
    with open(windows + '.jsonl') as lines:
        index = [json.loads(line) for line in lines]
    features = np.fromfile(windows + '.f32', '<f4').reshape(len(index), -1).astype(np.float64)
    items = [truth[window['file']] for window in index]
    return (features, np.array([CLASSES.index(SAME.get(i['emotion'], i['emotion'])) for i in items]), np.array([i['speaker'] for i in items]),
            np.array([i['sex'] for i in items]), np.array([i['acted'] for i in items]), np.array([not i['changed'] for i in items]),
            np.array([w['whole'] for w in index]))


def weights(acted):
    return np.where(acted, 1, READ * acted.sum() / max(1, (~acted).sum()))


def scaled(x, weight):
    centre = np.average(x, 0, weights=weight)
    return centre, np.sqrt(np.average((x - centre) ** 2, 0, weights=weight)) + 1e-6


def shrunk(scatter, share):
    return (1 - share) * scatter + share * np.trace(scatter) / len(scatter) * np.eye(len(scatter))


def unscaled(w, b, centre, spread):
    w = w / spread
    return w, b - w @ centre


def discriminants(x, y, acted):
    """-> [classes, features], [classes]: log-likelihoods of classes with one scatter, all equally probable. Read speech is no class's: it says what to overlook."""
    centre, spread = scaled(x[acted], np.ones(acted.sum()))
    z = (x - centre) / spread
    means = np.array([z[acted & (y == c)].mean(0) for c in range(len(CLASSES))])
    acting, reading = (z - means[y])[acted], z[~acted]
    readers, offset = reading - reading.mean(0), reading.mean(0) - means[0]
    scatter = acting.T @ acting / len(acting) + READERS * readers.T @ readers / len(readers)
    w = np.linalg.solve(shrunk(scatter, SHRINKAGE) + OFFSET * np.outer(offset, offset), means.T).T
    return unscaled(w, -0.5 * (w * means).sum(1), centre, spread)


def regression(x, y, weight, targets):
    """-> [1, features], [1]: to what the hyperbolic tangent makes the targets of; high and low classes weigh the same."""
    target = np.arctanh(np.array(targets))[y]
    weight = weight / np.bincount(y, weight)[y]
    for side in (target > 0, target < 0):
        weight[side] /= weight[side].sum()
    centre, spread = scaled(x, weight)
    z = (x - centre) / spread
    mean = np.average(target, weights=weight)
    scatter = shrunk((z * weight[:, None]).T @ z / weight.sum(), RIDGE)
    w = np.linalg.solve(scatter, (z * weight[:, None]).T @ (target - mean) / weight.sum())
    return unscaled(w[None], np.array([mean]), centre, spread)


def train(x, y, acted):
    weight = weights(acted)
    return [discriminants(x, y, acted), regression(x, y, weight, AROUSAL), regression(x, y, weight, VALENCE)]


def left_out(x, y, group, speaker, acted):
    """-> each window's logits, arousal and valence by heads that did not hear its group of actors, nor its reader."""
    actors, readers = sorted(set(group[acted])), sorted(set(speaker[~acted]))
    reader = {name: i % len(actors) for i, name in enumerate(readers)}
    folds = np.array([actors.index(g) if a else reader[s] for g, s, a in zip(group, speaker, acted)])
    found = np.zeros((len(x), len(CLASSES) + 2))
    for number in range(len(actors)):
        rest, out = folds != number, folds == number
        found[out] = np.concatenate([x[out] @ w.T + b for w, b in train(x[rest], y[rest], acted[rest])], 1)
    return found[:, :-2], np.tanh(found[:, -2]), np.tanh(found[:, -1])


def probabilities(logits, temperature):
    e = np.exp((logits - logits.max(1, keepdims=True)) / temperature)
    return e / e.sum(1, keepdims=True)


def temperature_of(logits, y):
    """The one under which the true classes are likeliest, all classes weighing the same."""
    weight = 1 / np.bincount(y)[y]
    choices = np.geomspace(0.5, 30, 200)
    losses = [-(weight * np.log(probabilities(logits, t)[np.arange(len(y)), y] + 1e-12)).sum() for t in choices]
    return choices[np.argmin(losses)]


def recall(y, found):
    """Mean over the classes that are there."""
    return np.mean([(found[y == c] == c).mean() for c in np.unique(y)])


def false_tags(scores, threshold):
    return (scores[:, 1:-1].max(1) >= threshold).mean()


def sure_from(scores, y, reading):
    """The least score from which on labels are right and read speech stays without."""
    for threshold in np.arange(LEAST_SURE, 0.95, 0.01):
        sure = scores.max(1) >= threshold
        if (scores[sure].argmax(1) == y[sure]).mean() >= MOSTLY_RIGHT and false_tags(reading, threshold) <= FALSE_TAGS:
            return round(float(threshold), 2)
    raise SystemExit('Nothing is ever sure: look at the data.')


def balanced(values, y, targets):
    side = np.sign(targets)[y]
    return ((values[side > 0] > 0).mean() + (values[side < 0] < 0).mean()) / 2


def calibrate(logits, y, acted, whole):
    """-> temperature, threshold."""
    temperature = temperature_of(logits[acted & whole], y[acted & whole])
    scores = probabilities(logits, temperature)
    return temperature, sure_from(scores[acted & whole], y[acted & whole], scores[~acted & whole])


def report(what, found, y, acted, recorded, whole, temperature, threshold):
    logits, arousal, valence = found
    scores, reading = probabilities(logits, temperature), ~acted & whole
    print(f'{what} left out, read: {false_tags(scores[reading], threshold):.4f} sure and not neutral, {(scores[reading].argmax(1) != 0).mean():.3f} not neutral; '
          f'arousal {arousal[reading].mean():.2f} ± {arousal[reading].std():.2f}, valence {valence[reading].mean():.2f} ± {valence[reading].std():.2f}')
    for name, rows in (('as recorded', recorded & acted & whole), ('changed', ~recorded & acted & whole)):
        s, t = scores[rows], y[rows]
        sure = s.max(1) >= threshold
        print(f'{what} left out, {name}: recall {recall(t, s.argmax(1)):.3f} ({" ".join(f"{(s[t == c].argmax(1) == c).mean():.2f}" for c in range(len(CLASSES)))}), '
              f'sure of {sure.mean():.2f}: {recall(t[sure], s[sure].argmax(1)):.3f}, {(s[sure].argmax(1) == t[sure]).mean():.3f} right; '
              f'arousal {balanced(arousal[rows], t, AROUSAL):.3f}, valence {balanced(valence[rows], t, VALENCE):.3f}')


def write(path, engine, taps, maps, temperature, threshold):
    def linear(w, b):
        return {'weights': short(w), 'offset': short(b)}

    def short(values):
        return [float(f'{value:.5g}') for value in np.asarray(values).ravel()]

    names = ('class', 'arousal', 'valence')
    head = {'engine': engine, 'taps': taps, 'classes': CLASSES, 'temperature': round(float(temperature), 3), 'sureFrom': threshold}
    with open(path, 'w') as out:
        json.dump(head | {name: linear(*found) for name, found in zip(names, maps)}, out)


if __name__ == '__main__':
    ENGINE, TAPS, LABELS, WINDOWS, OUT = sys.argv[1:]
    X, Y, SPEAKER, SEX, ACTED, RECORDED, WHOLE = read(LABELS, WINDOWS)
    SEXES, SPEAKERS = left_out(X, Y, SEX, SPEAKER, ACTED), left_out(X, Y, SPEAKER, SPEAKER, ACTED)
    TEMPERATURE, THRESHOLD = calibrate(SEXES[0], Y, ACTED, WHOLE)
    print(f'temperature {TEMPERATURE:.2f}, sure from {THRESHOLD}')
    report('a sex', SEXES, Y, ACTED, RECORDED, WHOLE, TEMPERATURE, THRESHOLD)
    report('a speaker', SPEAKERS, Y, ACTED, RECORDED, WHOLE, TEMPERATURE, THRESHOLD)
    write(OUT, ENGINE, TAPS.split(','), train(X, Y, ACTED), TEMPERATURE, THRESHOLD)
