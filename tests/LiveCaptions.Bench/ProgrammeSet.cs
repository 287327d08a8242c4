namespace LiveCaptions.Bench;

/// <summary>The same clips for many streams, each beginning somewhere else.</summary>
public sealed class ProgrammeSet(IReadOnlyList<BenchClip> clips, double gap)
{
    public async Task<IReadOnlyList<Programme>> JoinAsync(int streams, CancellationToken cancellationToken)
    {
        var programmes = new List<Programme>();
        for (var stream = 0; stream < streams; stream++)
        {
            var first = stream * clips.Count / streams;
            programmes.Add(await Programme.JoinAsync([.. clips.Skip(first), .. clips.Take(first)], gap, cancellationToken));
        }

        return programmes;
    }
}
