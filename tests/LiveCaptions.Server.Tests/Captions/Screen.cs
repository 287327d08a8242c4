using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Tests.Captions;

/// <summary>What a viewer shows: keeps the newest revision of each cue, removes what is withdrawn.</summary>
internal sealed class Screen
{
    private readonly Dictionary<string, Cue> _cues = [];

    public IEnumerable<Cue> Cues => _cues.Values.Where(c => c.Text.Length > 0);

    public string Text => string.Join(' ', Cues.Select(c => c.Text));

    public void Take(IEnumerable<Cue> messages)
    {
        foreach (var cue in messages)
        {
            if (_cues.TryGetValue(cue.Id, out var before))
            {
                Assert.True(cue.Revision > before.Revision, $"revision of {cue.Id} grows");
                Assert.True(before.Kind == CueKind.Interim, $"{cue.Id} was final already");
            }
            else
            {
                Assert.NotEqual("", cue.Text);
            }

            _cues[cue.Id] = cue;
        }
    }
}
