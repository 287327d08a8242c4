using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>Somebody who corrects a session's captions by the API.</summary>
internal sealed class Corrector(TestSession session, TestServer? at = null)
{
    private readonly HttpClient _http = (at ?? session.Server).Http;

    public async Task<Cue> CorrectAsync(string cueId, object change, string? ifMatch = null) =>
        await AsAsync<Cue>(await SendAsync(HttpMethod.Patch, $"cues/{cueId}", change, ifMatch));

    public async Task<Cue> InsertAsync(object cue) =>
        await AsAsync<Cue>(await SendAsync(HttpMethod.Post, "cues", cue), HttpStatusCode.Created);

    public async Task DeleteAsync(string cueId)
    {
        using var response = await SendAsync(HttpMethod.Delete, $"cues/{cueId}");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    public async Task<List<Cue>> SplitAsync(string cueId, double at) =>
        await AsAsync<List<Cue>>(await SendAsync(HttpMethod.Post, $"cues/{cueId}/split", new { at }));

    public async Task<Cue> MergeAsync(params string[] ids) =>
        await AsAsync<Cue>(await SendAsync(HttpMethod.Post, "cues/merge", new { ids }));

    public async Task<JsonElement> ReplaceAsync(object request) =>
        await AsAsync<JsonElement>(await SendAsync(HttpMethod.Post, "cues/replace", request));

    public async Task<JsonElement> UndoAsync() => await AsAsync<JsonElement>(await SendAsync(HttpMethod.Post, "undo"));

    public async Task<JsonElement> RedoAsync() => await AsAsync<JsonElement>(await SendAsync(HttpMethod.Post, "redo"));

    public async Task<List<JsonElement>> EditsAsync() =>
        [.. (await _http.GetFromJsonAsync<JsonElement>($"/api/sessions/{session.Id}/edits")).EnumerateArray()];

    public async Task<JsonElement> SendCaptionsAsync(string file, string query) =>
        await AsAsync<JsonElement>(await PostCaptionsAsync(file, query));

    public Task<HttpResponseMessage> PostCaptionsAsync(string file, string query, string contentType = "application/octet-stream")
    {
        var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(file));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return _http.PostAsync($"/api/sessions/{session.Id}/captions{query}", content);
    }

    public Task<string> ExportAsync(string format) => _http.GetStringAsync($"/api/sessions/{session.Id}/captions.{format}");

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/sessions/{session.Id}/{path}")
        {
            Content = body is null ? null : JsonContent.Create(body)
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await _http.SendAsync(request);
    }

    private static async Task<T> AsAsync<T>(HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        using (response)
        {
            Assert.True(response.StatusCode == status, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            return (await response.Content.ReadFromJsonAsync<T>(CaptionJson.Options))!;
        }
    }
}
