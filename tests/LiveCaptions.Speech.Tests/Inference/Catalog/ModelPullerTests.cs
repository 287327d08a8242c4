using System.Net;
using System.Security.Cryptography;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Speech.Tests.Inference.Catalog;

public sealed class ModelPullerTests : IDisposable
{
    private static readonly byte[] First = RandomNumberGenerator.GetBytes(300_000);
    private static readonly byte[] Second = "another file"u8.ToArray();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-models-");
    private readonly ModelStore _store;
    private readonly FileServer _server = new();

    public ModelPullerTests() => _store = new ModelStore(Path.Combine(_folder.FullName, "weights"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Folder_mirror_installs_every_file()
    {
        var model = Model();
        Assert.True(await PullAsync(model, WriteMirror(First, Second)));
        var paths = _store.Locate(model);
        Assert.Equal(First, await File.ReadAllBytesAsync(paths["first.onnx"]));
        Assert.Equal(Second, await File.ReadAllBytesAsync(paths["second.txt"]));
    }

    [Fact]
    public async Task Second_pull_finds_nothing_to_do_and_asks_nobody()
    {
        await PullAsync(Model(), WriteMirror(First, Second));
        Assert.False(await PullAsync(Model(), "/nowhere"));
    }

    [Fact]
    public async Task Package_is_packed_and_its_files_taken_out()
    {
        var package = _folder.CreateSubdirectory("package");
        await File.WriteAllTextAsync(
            Path.Combine(package.FullName, "package.json"),
            """{"name": "weights", "version": "1.0.0", "scripts": {"prepack": "touch ran"}}""");
        var inside = package.CreateSubdirectory("dist/model");
        await WriteFilesAsync(inside.FullName, First, Second);
        var model = Model(new ModelOrigin { Npm = package.FullName, Path = "dist/model" });

        Assert.True(await PullAsync(model, mirror: null));
        Assert.True(_store.IsPresent(model));
        Assert.False(File.Exists(Path.Combine(package.FullName, "ran")), "no script of the package runs");
    }

    [Fact]
    public async Task Source_that_fails_is_followed_by_the_next()
    {
        Serve(First, Second);
        var model = Model(
            new ModelOrigin { Npm = Path.Combine(_folder.FullName, "no-such-package") },
            new ModelOrigin { Url = new Uri("https://mirror.test/m") });
        Assert.True(await PullAsync(model, mirror: null));
    }

    [Fact]
    public async Task Wrong_hash_is_not_installed_and_said_in_one_line()
    {
        var error = await Assert.ThrowsAsync<ModelPullException>(() => PullAsync(Model(), WriteMirror(new byte[First.Length], Second)));
        Assert.Contains("first.onnx is not the file of the catalog", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Throws<ModelMissingException>(() => _store.Locate(Model()));
    }

    [Fact]
    public async Task Model_without_a_source_is_said_to_need_one()
    {
        var error = await Assert.ThrowsAsync<ModelPullException>(() => PullAsync(Model(), mirror: null));
        Assert.Equal(
            "Model 'm' has no source in the catalog. Get it with: ./livecaptions models pull m --from URL-or-FOLDER", error.Message);
    }

    [Fact]
    public async Task Unreachable_package_is_said_in_one_line_with_the_way_out()
    {
        var model = Model(new ModelOrigin { Npm = Path.Combine(_folder.FullName, "no-such-package") });
        var error = await Assert.ThrowsAsync<ModelPullException>(() => PullAsync(model, mirror: null));
        Assert.Contains("npm pack failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("--from", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Broken_download_goes_on_where_it_stopped()
    {
        Serve(First, Second);
        _server.BreakAfter = 100_000;
        await Assert.ThrowsAsync<ModelPullException>(() => PullAsync(Model(), "https://mirror.test"));
        _server.BreakAfter = null;
        Assert.True(await PullAsync(Model(), "https://mirror.test"));
        Assert.Contains(_server.Ranges, from => from > 0);
        Assert.True(_store.IsPresent(Model()));
    }

    [Fact]
    public async Task Damaged_file_alone_is_fetched_again()
    {
        Serve(First, Second);
        await PullAsync(Model(), "https://mirror.test");
        var path = _store.Locate(Model())["second.txt"];
        await File.WriteAllBytesAsync(path, new byte[Second.Length]);
        Assert.False(await _store.IsIntactAsync(Model(), Model().Files[1], CancellationToken.None));

        _server.Asked.Clear();
        Assert.True(await PullAsync(Model(), "https://mirror.test"));
        Assert.Equal(["second.txt"], _server.Asked.Select(address => address.Segments[^1]));
        Assert.Equal(Second, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Two_pulls_at_once_fetch_once()
    {
        Serve(First, Second);
        var pulls = await Task.WhenAll(PullAsync(Model(), "https://mirror.test"), PullAsync(Model(), "https://mirror.test"));
        Assert.Single(pulls, fetched => fetched);
        Assert.Equal(2, _server.Asked.Count);
    }

    private async Task<bool> PullAsync(ModelEntry model, string? mirror)
    {
        using var http = new HttpClient(_server, disposeHandler: false);
        return await new ModelPuller(_store, http, TimeProvider.System, mirror)
            .PullAsync(model, new Progress<PullProgress>(), CancellationToken.None);
    }

    private void Serve(byte[] first, byte[] second)
    {
        _server.Files["first.onnx"] = first;
        _server.Files["second.txt"] = second;
    }

    private string WriteMirror(byte[] first, byte[] second)
    {
        var mirror = _folder.CreateSubdirectory("mirror");
        var inside = mirror.CreateSubdirectory("m").FullName;
        File.WriteAllBytes(Path.Combine(inside, "first.onnx"), first);
        File.WriteAllBytes(Path.Combine(inside, "second.txt"), second);
        return mirror.FullName;
    }

    private static async Task WriteFilesAsync(string folder, byte[] first, byte[] second)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "first.onnx"), first);
        await File.WriteAllBytesAsync(Path.Combine(folder, "second.txt"), second);
    }

    private static ModelEntry Model(params ModelOrigin[] sources) => new()
    {
        Id = "m",
        Engine = "test",
        Description = "",
        Languages = [],
        Licence = "MIT",
        Requires = [],
        Sources = sources,
        Files = [Entry("first.onnx", First), Entry("second.txt", Second)],
    };

    private static ModelFile Entry(string name, byte[] content) =>
        new(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>A web server with Range requests that can break off in the middle of a body.</summary>
    private sealed class FileServer : HttpMessageHandler
    {
        public Dictionary<string, byte[]> Files { get; } = [];

        public int? BreakAfter { get; set; }

        public List<Uri> Asked { get; } = [];

        public List<long> Ranges { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!);
            var from = (int)(request.Headers.Range?.Ranges.Single().From ?? 0);
            Ranges.Add(from);
            var content = Files[request.RequestUri!.Segments[^1]][from..];
            Stream body = BreakAfter is { } limit && limit < content.Length
                ? new BrokenStream(content[..limit])
                : new MemoryStream(content);
            return Task.FromResult(new HttpResponseMessage(from > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK)
            {
                Content = new StreamContent(body)
            });
        }
    }

    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The connection was lost.");
    }
}
