using System.Diagnostics;
using System.Text;

namespace LiveCaptions.Server.Tests.Live.Sinks;

/// <summary>What OBS streams, kept in a file by an ffmpeg that listens in a streaming service's place.</summary>
internal sealed class ObsStudioVideo : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-test-");
    private readonly FileInfo _file;
    private readonly Process _receiver;

    /// <param name="address">Where to listen.</param>
    public ObsStudioVideo(Uri address)
    {
        _file = new FileInfo(Path.Combine(_folder.FullName, "video.flv"));
        _receiver = Start("-listen", "1", "-i", address.AbsoluteUri, "-c", "copy", "-flush_packets", "1", _file.FullName);
    }

    public bool HasBegun
    {
        get
        {
            _file.Refresh();
            return _file is { Exists: true, Length: > 0 };
        }
    }

    /// <summary>Captions in the video so far. OBS puts them behind a picture's slices, where ffmpeg's decoder does not look.</summary>
    public async Task<List<string>> CaptionsAsync(CancellationToken cancellationToken)
    {
        using var reader = Start("-i", _file.FullName, "-c:v", "copy", "-an", "-bsf:v", "h264_mp4toannexb", "-f", "h264", "-");
        using var stream = new MemoryStream();
        await reader.StandardOutput.BaseStream.CopyToAsync(stream, cancellationToken);
        await reader.WaitForExitAsync(cancellationToken);
        return CaptionsIn(stream.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        _receiver.Kill();
        await _receiver.WaitForExitAsync();
        _receiver.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("ffmpeg", ["-hide_banner", "-nostdin", "-loglevel", "error", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true
        })!;

    /// <summary>cc_data() of ATSC A/53 part 4 in user data: triples of a flag byte and two bytes of CEA-608 with parity.</summary>
    private static List<string> CaptionsIn(ReadOnlySpan<byte> h264)
    {
        var captions = new List<string>();
        var text = new StringBuilder();
        while (h264.IndexOf("GA94\u0003"u8) is var at and >= 0)
        {
            var count = h264[at + 5] & 0x1F;
            var triples = h264[(at + 7)..];
            for (var i = 0; i < count; i++)
            {
                Take((byte)(triples[i * 3 + 1] & 0x7F), (byte)(triples[i * 3 + 2] & 0x7F), text, captions);
            }

            h264 = triples;
        }

        return captions;
    }

    private static void Take(byte first, byte second, StringBuilder text, List<string> captions)
    {
        const int Control = 0x14;
        const int EndOfCaption = 0x2F;
        if (first >= ' ')
        {
            text.Append((char)first).Append(second >= ' ' ? (char)second : "");
        }
        else if (first == Control && second == EndOfCaption && text.Length > 0)
        {
            captions.Add(text.ToString());
            text.Clear();
        }
    }
}
