using System.Diagnostics;
using System.Globalization;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Bench.Changes;

/// <summary>
/// An MPEG transport stream of many pieces, each of another format than the one before, some of them behind a gap. In each somebody speaks
/// right behind its beginning and right before its end; between there is silence.
/// </summary>
/// <param name="length">With the gaps.</param>
internal sealed class ChangingFile(TimeSpan length)
{
    public const int Changes = 20;
    public const int Gaps = 5;
    private const int Pieces = Changes + 1;

    /// <summary>From a piece's beginning to the speech, and from the speech to its end.</summary>
    private const double Margin = 2;

    /// <summary>Channels and samples a second.</summary>
    private static readonly (int Channels, int Rate)[] Formats =
    [
        (1, 48_000), (2, 48_000), (2, 44_100), (1, 44_100), (1, 32_000), (2, 32_000)
    ];

    private readonly double _gap = Math.Round(length.TotalSeconds / 8 / Gaps, 3);
    private readonly double _piece = Math.Round(length.TotalSeconds * 7 / 8 / Pieces, 3);

    /// <summary>Writes the file.</summary>
    /// <param name="clips">Taken in turn.</param>
    /// <returns>What is spoken when, in seconds.</returns>
    /// <exception cref="MediaReadException">ffmpeg cannot write it.</exception>
    public async Task<IReadOnlyList<(BenchClip Clip, double At)>> WriteAsync(
        string path, IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var spoken = new List<(BenchClip Clip, double At)>();
        await using var file = File.Create(path);
        for (var (number, at) = (0, 0.0); number < Pieces; number++, at += _piece)
        {
            // Behind every fourth piece.
            at += number > 0 && number % (Pieces / Gaps) == 0 ? _gap : 0;
            var (first, last) = (clips[2 * number % clips.Count], clips[((2 * number) + 1) % clips.Count]);
            var lastAt = _piece - Margin - last.Duration;
            await WritePieceAsync(file.Name + ".piece", number, at, (first, Margin), (last, lastAt), cancellationToken);
            spoken.AddRange([(first, at + Margin), (last, at + lastAt)]);
            await using (var piece = File.OpenRead(file.Name + ".piece"))
            {
                await piece.CopyToAsync(file, cancellationToken);
            }
        }

        File.Delete(file.Name + ".piece");
        return spoken;
    }

    private async Task WritePieceAsync(
        string path, int number, double at, (BenchClip Clip, double At) first,
        (BenchClip Clip, double At) last, CancellationToken cancellationToken)
    {
        var (channels, rate) = Formats[number % Formats.Length];
        var filter = string.Create(
            CultureInfo.InvariantCulture,
            $"[0:a]atrim=0:{_piece}[s];[1:a]aresample={rate},adelay={first.At * 1000:0}:all=1[a];[2:a]aresample={rate},adelay="
            + $"{last.At * 1000:0}:all=1[b];[s][a][b]amix=inputs=3:duration=first:normalize=0[o]");
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-f", "lavfi",
            "-i", $"anullsrc=r={rate}:cl={(channels == 1 ? "mono" : "stereo")}", "-i", first.Clip.Path, "-i", last.Clip.Path,
            "-filter_complex", filter, "-map", "[o]", "-c:a", "mp2", "-ac", $"{channels}", "-ar", $"{rate}", "-b:a", "96k",
            "-output_ts_offset", at.ToString(CultureInfo.InvariantCulture), "-f", "mpegts", path,
        ];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { UseShellExecute = false })!;
        await using var kill = cancellationToken.Register(ffmpeg.Kill);
        await ffmpeg.WaitForExitAsync(cancellationToken);
        if (ffmpeg.ExitCode != 0)
        {
            throw new MediaReadException($"ffmpeg cannot write {path}: it ended with code {ffmpeg.ExitCode}.");
        }
    }
}
