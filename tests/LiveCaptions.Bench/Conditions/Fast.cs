using System.Runtime.InteropServices;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Bench.Conditions;

/// <summary>Spoken 15 % faster, at the same pitch.</summary>
internal sealed class Fast : ICondition
{
    private static readonly string[] Arguments = "-f f32le -ar 16000 -ac 1 -i pipe:0 -af atempo=1.15 -f f32le pipe:1".Split(' ');

    /// <exception cref="ToolMissingException">ffmpeg is not installed.</exception>
    public async Task<float[]> ApplyAsync(BenchClip clip, float[] speech, CancellationToken cancellationToken)
    {
        using var faster = new MemoryStream();
        await FfmpegRun.RunAsync(
            Arguments,
            input => input.WriteAsync(MemoryMarshal.AsBytes(speech.AsSpan()).ToArray(), cancellationToken).AsTask(),
            output => output.CopyToAsync(faster, cancellationToken),
            $"speak {clip.Path} faster",
            cancellationToken);
        return MemoryMarshal.Cast<byte, float>(faster.GetBuffer().AsSpan(0, (int)faster.Length)).ToArray();
    }
}
