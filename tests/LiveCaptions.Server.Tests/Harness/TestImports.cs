using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Tests.Fakes;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>Hands files and addresses to a server.</summary>
internal static class TestImports
{
    /// <summary>A form as browsers send it.</summary>
    public static MultipartFormDataContent Form(byte[] file, string name = "talk.wav", params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "file", name);
        return form;
    }

    public static byte[] Wav(params short[] samples)
    {
        using var file = new MemoryStream();
        using (var writer = new WavWriter(file, 16_000))
        {
            writer.Write(samples);
        }

        return file.ToArray();
    }

    /// <summary>Stereo; the shorter channel ends in silence.</summary>
    public static byte[] Wav(short[] left, short[] right)
    {
        var samples = FakeSpeech.Bytes(FakeSpeech.Stereo(left, right));
        var header = new byte[WavHeader.Size];
        WavHeader.Write(header, channels: 2, FakeSpeech.SampleRate, samples.Length);
        return [.. header, .. samples];
    }

    public static async Task<TestSession> ImportAsync(this TestServer server, HttpContent content)
    {
        using var response = await server.Http.PostAsync("/api/sessions/import", content);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        var id = json.GetProperty("id").GetString()!;
        Assert.Equal($"/api/sessions/{id}", response.Headers.Location?.ToString());
        return new TestSession(server, id, "", json);
    }

    public static Task<TestSession> ImportAsync(this TestServer server, params short[] samples) => server.ImportAsync(Form(Wav(samples)));

    /// <summary>The code and the words of a refusal.</summary>
    public static async Task<(int Status, string? Code, string? Detail)> RefusedAsync(this TestServer server, HttpContent content)
    {
        using var response = await server.Http.PostAsync("/api/sessions/import", content);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return ((int)response.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString());
    }

    /// <summary>Files that are kept until their imports are done.</summary>
    public static string[] ImportFiles(this TestServer server) => Directory.GetFiles(Path.Combine(server.Data, "imports"));
}
