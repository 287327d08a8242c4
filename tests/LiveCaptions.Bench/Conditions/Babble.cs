using System.Numerics.Tensors;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Conditions;

/// <summary>Four to six other voices of the corpus at once, all as loud; fewer where there are fewer clips of others.</summary>
internal sealed class Babble(IReadOnlyList<BenchClip> corpus, ClipSounds sounds) : INoise
{
    private const int Fewest = 4;
    private const int Most = 6;

    /// <exception cref="UsageException">The corpus has no other voice.</exception>
    public async Task<float[]> NextAsync(BenchClip clip, int length, CancellationToken cancellationToken)
    {
        var chance = ClipChance.Of(clip, "babble");
        var voices = Voices(clip, chance);
        var mixed = new float[length];
        foreach (var voice in voices)
        {
            var speech = await sounds.GetAsync(voice, cancellationToken);
            var levelled = SoundLevel.Scale(speech, SoundLevel.OfSpeech(speech), 1);
            TensorPrimitives.Add(mixed, SoundLoop.From(levelled, chance.Next(Math.Max(1, levelled.Length)), length), mixed);
        }

        return mixed;
    }

    /// <summary>As many different people as there are, then more of what they say.</summary>
    private List<BenchClip> Voices(BenchClip clip, Random chance)
    {
        var count = chance.Next(Fewest, Most + 1);
        var others = corpus.Where(other => other.Voice != clip.Voice).ToArray();
        chance.Shuffle(others);
        var people = others.DistinctBy(other => other.Voice).ToList();
        return others.Length > 0
            ? [.. people.Concat(others.Except(people)).Take(count)]
            : throw new UsageException(
                $"Babble for {clip.Id} needs recordings of other speakers, and the manifest names none (\"speaker\").");
    }
}
