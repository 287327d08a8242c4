using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Speech.Inference.Catalog;
using Microsoft.Data.Sqlite;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Server.Commands.Doctor;

/// <summary>Tries everything the program relies on, one thing after the other.</summary>
public static class Checkup
{
    private const int DefaultPort = 5080;

    public static async Task<IReadOnlyList<Finding>> RunAsync(string modelsFolder, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>
        {
            Machine(),
            await Tool.FindAsync(
                "ffmpeg", "-version", "decodes audio and video files; get it with: sudo apt-get install ffmpeg",
                required: true, cancellationToken, FfmpegHoles.Find),
            await Tool.FindAsync(
                YtDlp.Named, "--version", "fetches sound from pages; get it with: sudo apt-get install yt-dlp",
                required: false, cancellationToken, said => YtDlpVersion.FindFault(said, TimeProvider.System.GetUtcNow())),
            await Tool.FindAsync(
                "npm", "--version", "fetches models; get it with: sudo apt-get install npm", required: false, cancellationToken),
            OnnxRuntime(),
            Gpu(),
            Sqlite(),
            Opus(),
            WebClient(),
            DataFolder(),
            Port(),
            UdpPort(),
        };
        findings.AddRange(await ModelsAsync(new ModelStore(modelsFolder), cancellationToken));
        return findings;
    }

    private static Finding Machine()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
        return Finding.Ok("machine", $"{Environment.ProcessorCount} cores, {memory} MB, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}");
    }

    private static Finding OnnxRuntime() => Try(
        "onnxruntime", () => Finding.Ok("onnxruntime", OrtEnv.Instance().GetVersionString()), "the native library does not load");

    private static Finding Gpu() => Try(
        "gpu",
        () => OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider", StringComparer.Ordinal)
            ? Finding.Ok("gpu", "CUDA build: --provider cuda")
            : Finding.Note("gpu", "none: recognition runs on the CPU (a build with -p:Gpu=true uses CUDA)"),
        "unknown");

    private static Finding Sqlite() => Try(
        "sqlite",
        () =>
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            connection.Open();
            return Finding.Ok("sqlite", connection.ServerVersion);
        },
        "the native library does not load");

    private static Finding Opus()
    {
        if (!NativeLibrary.TryLoad("libopus.so.0", out var library))
        {
            return Finding.Note(
                "libopus", "not here: Opus is decoded for two to three times the CPU; get it with: sudo apt-get install libopus0");
        }

        NativeLibrary.Free(library);
        return Finding.Ok("libopus", "libopus.so.0");
    }

    private static Finding WebClient()
    {
        var page = Path.Combine(HomeFolder.Find(), "web-client", "dist", "index.html");
        return File.Exists(page) || File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html"))
            ? Finding.Ok("web page", "built")
            : Finding.Note("web page", "not built: ./livecaptions serve builds it");
    }

    private static Finding DataFolder()
    {
        var folder = Environment.GetEnvironmentVariable("LIVECAPTIONS_DATA") is { Length: > 0 } set
            ? set
            : Path.Combine(HomeFolder.Find(), "data");
        return Try(
            "data folder",
            () =>
            {
                var probe = Path.Combine(Directory.CreateDirectory(folder).FullName, $".doctor-{Environment.ProcessId}");
                File.WriteAllText(probe, "");
                File.Delete(probe);
                return Finding.Ok("data folder", $"{folder}, {new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace >> 20} MB free");
            },
            $"{folder} cannot be written");
    }

    private static Finding Port()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, DefaultPort);
            listener.Start();
            return Finding.Ok("port", $"{DefaultPort} is free");
        }
        catch (SocketException e)
        {
            return Finding.Note(
                "port",
                $"{DefaultPort} is taken ({e.Message}): is a server running? Another: ./livecaptions serve --urls http://127.0.0.1:5081");
        }
    }

    private static Finding UdpPort()
    {
        try
        {
            using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, DefaultPort));
            return Finding.Ok("UDP port", $"{DefaultPort} is free: WebRTC publishers send there");
        }
        catch (SocketException e)
        {
            return Finding.Note(
                "UDP port", $"{DefaultPort} is taken ({e.Message}): WebRTC takes a free one. A fixed one: LIVECAPTIONS_Whip__Port");
        }
    }

    private static async Task<IEnumerable<Finding>> ModelsAsync(ModelStore store, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var model in ModelCatalog.Default.Models)
        {
            findings.Add(await ModelAsync(store, model, cancellationToken));
        }

        return findings;
    }

    private static async Task<Finding> ModelAsync(ModelStore store, ModelEntry model, CancellationToken cancellationToken)
    {
        if (!store.IsPresent(model))
        {
            return Finding.Note(model.Id, $"not here: fetched when needed, or now with: ./livecaptions models pull {model.Id}");
        }

        foreach (var file in model.Files)
        {
            if (!await store.IsIntactAsync(model, file, cancellationToken))
            {
                return Finding.Missing(
                    model.Id, $"{store.PathOf(model, file)} is damaged; mend it with: ./livecaptions models pull {model.Id}");
            }
        }

        return Finding.Ok(model.Id, Path.Combine(store.Folder, model.Id));
    }

    // Whatever a native library throws when it does not load: the checkup goes on.
    private static Finding Try(string subject, Func<Finding> check, string failure)
    {
        try
        {
            return check();
        }
        catch (Exception e)
        {
            return Finding.Missing(subject, $"{failure}: {e.GetBaseException().Message}");
        }
    }
}
