using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>What the server answered.</summary>
public static class Answers
{
    /// <param name="code">What the problem is about; null where the server itself did not find it.</param>
    public static async Task AssertProblemAsync(HttpResponseMessage response, int status, string? code)
    {
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.TryGetProperty("code", out var given) ? given.GetString() : null);
    }
}
