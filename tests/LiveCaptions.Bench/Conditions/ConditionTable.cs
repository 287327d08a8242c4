using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Conditions;

/// <summary>All conditions by their names, mild ones before hard ones.</summary>
internal sealed class ConditionTable
{
    /// <summary>The recordings as they are.</summary>
    public const string Clean = "clean";

    private const string Noise = "noise";

    private static readonly Dictionary<string, Func<ConditionTable, ICondition>> All = new(StringComparer.Ordinal)
    {
        ["babble10"] = table => new AddedNoise(table._babble, ratio: 10),
        ["babble5"] = table => new AddedNoise(table._babble, ratio: 5),
        ["machine10"] = _ => new AddedNoise(new MachineNoise(), ratio: 10),
        ["machine5"] = _ => new AddedNoise(new MachineNoise(), ratio: 5),
        [Noise + "10"] = table => new AddedNoise(table._recorded, ratio: 10),
        [Noise + "5"] = table => new AddedNoise(table._recorded, ratio: 5),
        ["telephone"] = _ => new Telephone(),
        ["room"] = _ => new Room(),
        ["quiet"] = _ => new Quiet(),
        ["clipped"] = _ => new Clipped(),
        ["fast"] = _ => new Fast(),
    };

    private readonly INoise _babble;
    private readonly INoise _recorded;
    private readonly bool _hasRecordings;

    /// <param name="corpus">Whose voices are the babble.</param>
    /// <param name="recordings">Of noise; none leaves out the conditions that need them.</param>
    public ConditionTable(IReadOnlyList<BenchClip> corpus, IReadOnlyList<BenchClip> recordings)
    {
        var sounds = new ClipSounds();
        Sounds = sounds;
        _babble = new Babble(corpus, sounds);
        _recorded = new RecordedNoise(recordings, sounds);
        _hasRecordings = recordings.Count > 0;
    }

    public static IReadOnlyList<string> Names { get; } = [Clean, .. All.Keys];

    public ClipSounds Sounds { get; }

    /// <param name="names">Of <see cref="Names"/>; none takes all that can be made.</param>
    /// <returns>Each with what makes it; null for the recordings as they are.</returns>
    /// <exception cref="UsageException">One that was asked for needs recordings of noise, and there are none.</exception>
    public IReadOnlyList<(string Name, ICondition? Condition)> Choose(IReadOnlyList<string> names)
    {
        if (!_hasRecordings && names.FirstOrDefault(NeedsRecordings) is { } name)
        {
            throw new UsageException($"{name} needs recordings of noise in {BenchCorpus.DefaultFolder(speech: false)} beside the "
                + "repository, and there are none.");
        }

        var chosen = names.Count > 0
            ? names.Distinct(StringComparer.Ordinal)
            : Names.Where(known => _hasRecordings || !NeedsRecordings(known));
        return [.. chosen.Select(one => (one, All.TryGetValue(one, out var create) ? create(this) : null))];
    }

    private static bool NeedsRecordings(string name) => name.StartsWith(Noise, StringComparison.Ordinal);
}
