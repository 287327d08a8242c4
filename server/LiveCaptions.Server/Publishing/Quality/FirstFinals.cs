using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions.Editing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Quality;

/// <summary>Finals as they were before anybody corrected them: as the first step that changed each of them keeps it.</summary>
internal sealed class FirstFinals
{
    private readonly Dictionary<string, Cue?> _first = new(StringComparer.Ordinal);

    private FirstFinals()
    {
    }

    /// <summary>False where a step that holds has been forgotten: nobody knows then what there was before it.</summary>
    public bool IsKnown { get; private set; } = true;

    public static async Task<FirstFinals> ReadAsync(EditStore edits, string sessionId)
    {
        var first = new FirstFinals();
        await edits.ReadHeldAsync(sessionId, first.Take);
        return first;
    }

    /// <param name="now">Finals of one version, deleted ones too.</param>
    /// <returns>In order of start, without those that a person made.</returns>
    public IReadOnlyList<Cue> Of(IEnumerable<Cue> now) =>
    [
        .. now.Select(cue => _first.TryGetValue(cue.Id, out var before) ? before : cue.Deleted ? null : cue)
            .OfType<Cue>().OrderBy(cue => cue.Start).ThenBy(cue => cue.Seq)
    ];

    private void Take(EditRow step)
    {
        if (step.Images is not { } images)
        {
            IsKnown = false;
            return;
        }

        foreach (var image in EditImages.FromJson(images).Cues)
        {
            _first.TryAdd(image.Id, image.Cue);
        }
    }
}
