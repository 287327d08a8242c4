using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>OBS Studio with a profile and a scene of its own, streaming from its start on.</summary>
internal sealed class Obs : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("livecaptions-obs-");
    private readonly List<Process> _processes = [];
    private readonly int _remotePort = FreePorts.Next();

    private Obs()
    {
    }

    /// <summary>Where its WebSocket server listens: host and port.</summary>
    public string RemoteAddress => $"127.0.0.1:{_remotePort}";

    /// <param name="address">Where to: server and key.</param>
    /// <param name="sound">What it plays, 16 kHz mono.</param>
    /// <param name="password">What its WebSocket server asks for; null for nothing.</param>
    public static async Task<Obs> StreamAsync(Uri address, short[] sound, string? password = null)
    {
        var obs = new Obs();
        obs.WriteConfiguration(address, sound, password);
        var display = await obs.StartDisplayAsync();
        obs.Start("obs", ["--startstreaming", "--multi", "--disable-updater", "--minimize-to-tray"], display);
        return obs;
    }

    /// <summary>Waits with the patience that it takes to start OBS.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, giveUp.Token);
        }
    }

    /// <summary>Stops the stream as its user would, by obs-websocket 5 without a password: hello, identify, request.</summary>
    public async Task StopStreamAsync(CancellationToken cancellationToken)
    {
        using var remote = new ClientWebSocket();
        remote.Options.AddSubProtocol("obswebsocket.json");
        await remote.ConnectAsync(new Uri($"ws://{RemoteAddress}"), cancellationToken);
        await ReceiveAsync();
        await SendAsync(new { op = 1, d = new { rpcVersion = 1, eventSubscriptions = 0 } });
        await ReceiveAsync();
        await SendAsync(new { op = 6, d = new { requestType = "StopStream", requestId = "1" } });
        await ReceiveAsync();

        ValueTask SendAsync(object message) =>
            remote.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(message).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

        async Task ReceiveAsync() => await remote.ReceiveAsync(new byte[16_384].AsMemory(), cancellationToken);
    }

    public async Task KillAsync()
    {
        _processes[^1].Kill();
        await _processes[^1].WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }

        _home.Delete(recursive: true);
    }

    // Xvfb takes a free number and says which.
    private async Task<string> StartDisplayAsync()
    {
        var display = Process.Start(new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false
        })!;
        _processes.Add(display);
        return $":{await display.StandardOutput.ReadLineAsync()}";
    }

    private void Start(string program, IReadOnlyList<string> arguments, string display)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        start.Environment["HOME"] = _home.FullName;
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(_home.FullName, ".config");
        start.Environment["XDG_RUNTIME_DIR"] = _home.FullName;
        start.Environment["DISPLAY"] = display;
        start.Environment["LIBGL_ALWAYS_SOFTWARE"] = "1";
        _processes.Add(Process.Start(start)!);
    }

    private void WriteConfiguration(Uri address, short[] sound, string? password)
    {
        var wav = Path.Combine(_home.FullName, "sound.wav");
        using (var file = File.Create(wav))
        using (var writer = new WavWriter(file, 16_000))
        {
            writer.Write(sound);
        }

        Write(
            "global.ini", "[General]\nFirstRun=true\nLastVersion=486539266\nInfoIncrement=99\nEnableAutoUpdates=false\n[Basic]\nProfile=P\n"
                + "ProfileDir=P\nSceneCollection=S\nSceneCollectionFile=S\nConfigOnNewProfile=false\n[BasicWindow]\nSysTrayEnabled=false\n"
                + $"[OBSWebSocket]\nFirstLoad=false\nServerEnabled=true\nServerPort={_remotePort}\n"
                + $"AuthRequired={(password is null ? "false" : "true")}\nServerPassword={password}\nAlertsEnabled=false\n");
        Write("basic/profiles/P/basic.ini", "[General]\nName=P\n[Output]\nMode=Simple\n[SimpleOutput]\nVBitrate=500\nABitrate=128\n"
            + "StreamEncoder=x264\nPreset=ultrafast\n[Video]\nBaseCX=320\nBaseCY=180\nOutputCX=320\nOutputCY=180\nFPSType=0\nFPSCommon=10\n"
            + "[Audio]\nSampleRate=48000\nChannelSetup=Stereo\n");
        var slash = address.AbsoluteUri.LastIndexOf('/');
        Write("basic/profiles/P/service.json", JsonSerializer.Serialize(new
        {
            type = "rtmp_custom",
            settings = new { server = address.AbsoluteUri[..slash], key = address.AbsoluteUri[(slash + 1)..], use_auth = false },
        }));
        Write("basic/scenes/S.json", JsonSerializer.Serialize(new
        {
            name = "S",
            current_scene = "Scene",
            current_program_scene = "Scene",
            scene_order = (object[])[new { name = "Scene" }],
            sources = (object[])
            [
                new
                {
                    id = "ffmpeg_source",
                    name = "Sound",
                    settings = new { local_file = wav, is_local_file = true, looping = true, restart_on_activate = true },
                    mixers = 255,
                    volume = 1.0,
                    muted = false,
                    enabled = true
                },
                new
                {
                    id = "scene",
                    name = "Scene",
                    settings = new { id_counter = 1, items = (object[])[new { name = "Sound", id = 1, visible = true, locked = false }] },
                    enabled = true,
                },
            ],
            groups = (object[])[],
            transitions = (object[])[],
        }));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_home.FullName, ".config", "obs-studio", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
