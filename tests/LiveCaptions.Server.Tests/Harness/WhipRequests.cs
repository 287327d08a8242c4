using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>WHIP's HTTP side, request by request.</summary>
internal static class WhipRequests
{
    public const string OfferType = "application/sdp";
    public const string FragmentType = "application/trickle-ice-sdpfrag";

    /// <summary>An offer that is fine.</summary>
    public static string Offer => WhipOffer.Write(IceCredentials.Create(), WhipSpeaker.Identity.Fingerprint, nack: true);

    public static Task<HttpResponseMessage> PostWhipAsync(
        this TestSession session, string? body = null, string type = OfferType, string query = "") =>
        session.Server.SendAsync(HttpMethod.Post, $"/whip/{session.Id}{query}", session.Key, body ?? Offer, type);

    /// <param name="key">The stream key; null sends none.</param>
    /// <param name="headers">Further ones.</param>
    public static async Task<HttpResponseMessage> SendAsync(
        this TestServer server, HttpMethod method, string path, string? key,
        string? body = null, string? type = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return await server.Http.SendAsync(request);
    }

    /// <summary>The answer is a problem with this status and code.</summary>
    public static async Task RefusesAsync(this Task<HttpResponseMessage> request, int status, string code)
    {
        using var response = await request;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    public static async Task<int> StatusAsync(this Task<HttpResponseMessage> request)
    {
        using var response = await request;
        return (int)response.StatusCode;
    }
}
