namespace LiveCaptions.Bench.Plots;

/// <summary>How figures became what they are, over the commits of their files.</summary>
internal static class HistoryPlots
{
    /// <param name="folder">Of the files.</param>
    /// <param name="first">Number of the first picture in its page.</param>
    /// <returns>One for each bench that has a file with more than one version.</returns>
    public static async Task<List<PlotPicture>> DrawAsync(ResultSet results, string folder, int first, CancellationToken cancellationToken)
    {
        var pictures = new List<PlotPicture>();
        foreach (var bench in results.Files.GroupBy(file => file.Bench, StringComparer.Ordinal))
        {
            var lines = new List<(string Name, IReadOnlyList<ResultFile> Versions)>();
            foreach (var file in bench)
            {
                var headline = HeadlineTable.Of(file)[0].Headline;
                var versions = await ResultHistory.ReadAsync(folder, file.Name, cancellationToken);
                lines.Add((file.Name,
                    [.. versions.Append(file).DistinctBy(version => version.Date).Where(version => headline.Of(version) is not null)]));
            }

            if (Draw(bench.First(), lines, first + pictures.Count) is { } picture)
            {
                pictures.Add(picture);
            }
        }

        return pictures;
    }

    private static PlotPicture? Draw(ResultFile newest, List<(string Name, IReadOnlyList<ResultFile> Versions)> lines, int number)
    {
        var headline = HeadlineTable.Of(newest)[0].Headline;
        var drawn = lines.Where(line => line.Versions.Count > 1 && line.Versions.All(version => headline.Of(version) is not null)).ToList();
        if (drawn.Count == 0)
        {
            return null;
        }

        var canvas = new PlotCanvas($"History of {newest.Bench}: {headline.Name}", "measured on", headline.Axis);
        foreach (var (name, versions) in drawn)
        {
            canvas.AddLine(
                name, [.. versions.Select(version => version.Date.UtcDateTime.ToOADate())],
                [.. versions.Select(version => headline.Of(version)!.Value)]);
        }

        canvas.UseDates();
        canvas.FromZero();
        return canvas.Finish(
            string.Join(", ", drawn.Select(line => $"{line.Name}.json: {line.Versions.Count} versions")) + ", by git; machines may differ.",
            number);
    }
}
