using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveCaptions.FakeYouTube;

/// <summary>Google's sign-in by a device (RFC 8628): codes, the page where a person types one, and who asks whether it was typed.</summary>
internal sealed class DeviceDoor(FakeOptions options, FakeAccounts accounts, FakeLibrary library, TimeProvider time)
{
    private const int Interval = 5;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (string UserCode, FakeDevice Device)> _devices = new(StringComparer.Ordinal);

    /// <summary>By which devices ask.</summary>
    public IReadOnlyCollection<string> Codes => [.. _devices.Keys];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/device/code", BeginAsync);
        routes.MapGet("/device", TypeAsync);
    }

    /// <summary>Answers a device that asks for its token.</summary>
    public FakeAnswer Ask(string code, string clientId)
    {
        if (!_devices.TryGetValue(code, out var found) || found.Device.ClientId != clientId)
        {
            return Error(400, "invalid_grant");
        }

        var (device, now) = (found.Device, time.GetUtcNow());
        var isHasty = now - device.AskedAt < TimeSpan.FromSeconds(Interval);
        device.AskedAt = now;
        if (now >= device.Until)
        {
            return Error(400, "expired_token");
        }

        // As Google's: 428 where the person has not typed it, 403 for the rest.
        return device.ChannelId switch
        {
            null => isHasty ? Error(403, "slow_down") : Error(428, "authorization_pending"),
            "" => Error(403, "access_denied"),
            _ => Granted(code, device),
        };
    }

    private FakeAnswer Granted(string code, FakeDevice device)
    {
        _devices.TryRemove(code, out _);
        var (access, refresh) = accounts.Grant(device.ClientId, device.ChannelId!, device.Scopes);
        return OAuthDoor.Granted(options, access, refresh, device.Scopes);
    }

    private async Task BeginAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var scopes = form["scope"].ToString();
        if (!options.HasClient(form["client_id"].ToString()))
        {
            await ApiGate.SendAsync(context, Error(401, "invalid_client"));
            return;
        }

        if (!options.GivesDevicesEveryScope && scopes.Split(' ').Any(scope => !FakeOptions.DeviceScopes.Contains(scope)))
        {
            await ApiGate.SendAsync(context, Error(400, "invalid_scope"));
            return;
        }

        var (code, userCode) = ($"device-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}",
            Convert.ToHexString(RandomNumberGenerator.GetBytes(4)).Insert(4, "-"));
        _devices[code] = (userCode, new FakeDevice(form["client_id"].ToString(), scopes, time.GetUtcNow() + Lifetime));
        await ApiGate.SendAsync(context, FakeAnswer.Ok(new JsonObject
        {
            ["device_code"] = code,
            ["user_code"] = userCode,
            ["verification_url"] = $"{context.Request.Scheme}://{context.Request.Host}/device",
            ["expires_in"] = (int)Lifetime.TotalSeconds,
            ["interval"] = Interval,
        }));
    }

    /// <summary>A person types the code and chooses a channel; <c>deny</c> says no.</summary>
    private async Task TypeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var typed = query["user_code"].ToString();
        context.Response.ContentType = "text/html; charset=utf-8";
        if (_devices.Values.FirstOrDefault(found => found.UserCode == typed).Device is not { } device)
        {
            await context.Response.WriteAsync(
                "<!doctype html><title>Fake YouTube</title><form><input name=\"user_code\"><button>Next</button></form>");
            return;
        }

        if (query["deny"].Count > 0)
        {
            device.ChannelId = "";
        }
        else if (library.Channels.ContainsKey(query["login_hint"].ToString()))
        {
            device.ChannelId = query["login_hint"].ToString();
        }

        var links = library.Channels.Keys.Select(channel =>
            $"<p><a href=\"/device?user_code={typed}&login_hint={channel}\">{channel}</a></p>");
        await context.Response.WriteAsync(
            $"<!doctype html><title>Fake YouTube</title>{(device.ChannelId is null ? string.Concat(links) : "<p>Done.</p>")}");
    }

    private static FakeAnswer Error(int status, string error) => new(status, new JsonObject { ["error"] = error });
}
