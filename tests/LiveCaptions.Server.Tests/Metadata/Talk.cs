using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Tests.Metadata;

/// <summary>Somebody speaks of bees, then of volcanoes, then of violins: a sentence every five seconds.</summary>
internal static class Talk
{
    public const int SentenceSeconds = 5;

    public static readonly string[] Bees =
    [
        "A honey bee colony has one queen.", "The queen lays eggs in the hive all summer.",
        "Worker bees bring nectar and pollen to the hive.",
        "A beekeeper looks after the honey bee colony.", "In winter the bees cluster around their queen.",
        "Pollen feeds the larvae of the colony.", "The beekeeper takes honey out of the hive in August.",
        "Nectar becomes honey when worker bees dry it.", "Without bees there is no pollen on the apple blossom.",
        "Every hive has its own smell, and bees know it.", "The waggle dance tells worker bees where nectar is.",
        "A honey bee lives for six weeks in summer.",
    ];

    public static readonly string[] Volcanoes =
    [
        "Magma rises below a volcano until it erupts.", "The eruption of Vesuvius buried Pompeii under ash.",
        "Lava flows slowly, but ash travels far.", "Near Vesuvius the ash was six metres deep.",
        "A volcano may sleep for centuries before an eruption.", "Magma with much gas makes an explosive eruption.",
        "Scientists measure the gas that a volcano breathes out.", "Pompeii was dug out of the ash much later.",
        "The lava of Etna reaches villages now and then.", "An eruption can cool the climate for years.",
        "Ash clouds of the volcano stop aircraft.", "Vesuvius is an active volcano near Naples.",
    ];

    public static readonly string[] Violins =
    [
        "Stradivari made violins in Cremona.", "The wood of a violin is spruce and maple.", "A violin maker carves the scroll by hand.",
        "The bow of a violin is strung with horsehair.", "Varnish gives the wood of a violin its colour.",
        "In Cremona there is a school for violin makers.", "The strings of a violin were made of gut.",
        "A good bow is as dear as a small violin.", "Spruce for the belly grows in cold valleys.",
        "Stradivari worked until he was ninety.", "Nobody knows what was in the varnish of Stradivari.",
        "A violin maker listens to the wood by knocking on it.",
    ];

    public static IReadOnlyList<Cue> Cues { get; } = Of([.. Bees, .. Volcanoes, .. Violins]);

    public static double Duration => Cues.Count * SentenceSeconds;

    public static List<Cue> Of(IReadOnlyList<string> sentences) => [.. sentences.Select((text, i) => Cue(i, text))];

    public static Cue Cue(int place, string text) => new()
    {
        SessionId = "s",
        Seq = place + 1,
        Id = $"c{place + 1}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = place * SentenceSeconds,
        End = (place * SentenceSeconds) + SentenceSeconds - 1,
        Text = text,
        CreatedAt = default,
    };
}
