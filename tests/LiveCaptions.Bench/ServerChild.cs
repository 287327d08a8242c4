using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using LiveCaptions.Captions;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary>The real server in a process of its own, with a key, so that whoever has none is a stranger.</summary>
internal sealed partial class ServerChild : IDisposable
{
    private const double Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly Process _process;
    private long _logBytes;

    private ServerChild(Process process, int webPort, int rtmpPort, string key)
    {
        (_process, RtmpPort) = (process, rtmpPort);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{webPort}"), Timeout = Timeout.InfiniteTimeSpan };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _process.OutputDataReceived += (_, line) => Count(line.Data);
        _process.ErrorDataReceived += (_, line) => Count(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>With all rights.</summary>
    public HttpClient Http { get; }

    public Uri Web => Http.BaseAddress!;

    public int RtmpPort { get; }

    /// <summary>All that it has said.</summary>
    public long LogBytes => Interlocked.Read(ref _logBytes);

    /// <summary>MiB; 0 once it has ended.</summary>
    public double Resident
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? 0 : Math.Round(_process.WorkingSet64 / Mebibyte, 1);
        }
    }

    /// <summary>Processor seconds that it has taken, all its threads; not of children such as ffmpeg.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <param name="data">Its data folder.</param>
    /// <param name="settings">Of its configuration, by name, such as <c>Limits:Watches</c>.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static async Task<ServerChild> StartAsync(
        SpeechEngineOptions engine, string data, IReadOnlyDictionary<string, string> settings,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var (web, rtmp) = (FreePort(), FreePort());
        var key = await MakeKeyAsync(data, cancellationToken);
        string[] serve =
        [
            "serve", "--urls", $"http://127.0.0.1:{web}", "--engine", engine.Engine, "--provider", engine.ExecutionProvider, "--data", data
        ];
        var start = Command(data, serve)
            .With("LIVECAPTIONS_MODELS", engine.ModelsDirectory)
            .With("LIVECAPTIONS_Rtmp__Port", rtmp.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in settings)
        {
            start.With($"LIVECAPTIONS_{name.Replace(":", "__", StringComparison.Ordinal)}", value);
        }

        var process = Process.Start(start)!;
        var server = new ServerChild(process, web, rtmp, key);
        try
        {
            await server.UntilReadyAsync(time, cancellationToken);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <param name="request">Null makes one as the server's defaults are.</param>
    public async Task<CreatedSession> CreateSessionAsync(CancellationToken cancellationToken, CreateSessionRequest? request = null)
    {
        using var response = await Http.PostAsJsonAsync(
            "api/sessions", request ?? new CreateSessionRequest { Title = "bench" }, CaptionJson.Options, cancellationToken);
        return (await response.EnsureSuccessStatusCode().Content
            .ReadFromJsonAsync<CreatedSession>(CaptionJson.Options, cancellationToken))!;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        Http.Dispose();
    }

    private static async Task<string> MakeKeyAsync(string data, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Command(data, "keys", "create", "--scope", "admin"))!;
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        return Key().Match(said) is { Success: true } key
            ? key.Value
            : throw new InvalidOperationException($"No key was made: {await process.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    private static ProcessStartInfo Command(string data, params string[] arguments) => new ProcessStartInfo(
        "dotnet", [typeof(ServerChild).Assembly.Location, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    }.With("LIVECAPTIONS_DATA", data);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task UntilReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (_process.HasExited || time.GetElapsedTime(start) > Start)
            {
                throw new InvalidOperationException("The server does not start.");
            }

            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync("health/ready", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Count(string? line) => Interlocked.Add(ref _logBytes, line is null ? 0 : System.Text.Encoding.UTF8.GetByteCount(line) + 1);

    [GeneratedRegex("lc_[A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Key();
}
