namespace LiveCaptions.Speech.Tests.Models;

/// <summary>Three sentences with pauses of a second, made once for all tests.</summary>
internal static class MadeSpeech
{
    public static readonly string[] Sentences =
    [
        "The weather is fine today.",
        "We are going to walk along the river.",
        "My brother will come with us.",
    ];

    private static readonly Lock Gate = new();
    private static Task<float[]>? _made;

    public static Task<float[]> Async()
    {
        lock (Gate)
        {
            return _made ??= MakeAsync();
        }
    }

    private static async Task<float[]> MakeAsync()
    {
        var samples = new List<float>(Audio.Silence(0.8));
        foreach (var sentence in Sentences)
        {
            samples.AddRange(await Flite.SayAsync(sentence));
            samples.AddRange(Audio.Silence(1));
        }

        return [.. samples];
    }
}
