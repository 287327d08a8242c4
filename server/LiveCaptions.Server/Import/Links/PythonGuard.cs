using System.Globalization;

namespace LiveCaptions.Server.Import.Links;

/// <summary>
/// Keeps a child that is a Python program from connecting to anything but one proxy, and from starting programs that would:
/// pages and playlists name addresses for which yt-dlp asks no proxy (ftp:// before its 2023.10.13, WebSockets). An audit hook sees
/// all that Python does, and is not undone.
/// </summary>
internal sealed class PythonGuard : IDisposable
{
    // Python runs a module of this name first. deno computes for yt-dlp what YouTube wants to have computed, and has no network by itself.
    private const string Hook =
        """
        import os, sys

        def only_way_out(event, details):
            if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
                if details[1] is not None and tuple(details[1][:2]) != ("{0}", {1}):
                    raise OSError("LiveCaptions lets it connect by its proxy only")
            elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system"):
                if event == "os.system" or os.path.basename(os.fsdecode(details[1 if event == "os.spawn" else 0])) != "deno":
                    raise FileNotFoundError("LiveCaptions lets it start no programs")

        sys.addaudithook(only_way_out)

        # A library in C, whose connections no hook sees; yt-dlp does without.
        sys.modules["curl_cffi"] = None

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-guard-");

    /// <param name="proxy">Its address, as http://127.0.0.1:PORT.</param>
    public PythonGuard(Uri proxy) => File.WriteAllText(
        Path.Combine(_folder.FullName, "sitecustomize.py"),
        Hook.Replace("{0}", proxy.Host, StringComparison.Ordinal)
            .Replace("{1}", proxy.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>Variables of the child.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PYTHONPATH"] = _folder.FullName,
        ["PYTHONDONTWRITEBYTECODE"] = "1",
    };

    public void Dispose() => _folder.Delete(recursive: true);
}
