using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveCaptions.FakeYouTube;

/// <summary>Google's sign-in: consent by a browser, tokens, and taking it back (RFC 6749, 7009, 7636).</summary>
internal sealed class OAuthDoor(FakeOptions options, FakeAccounts accounts, FakeLibrary library, DeviceDoor devices)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/o/oauth2/v2/auth", ConsentAsync);
        routes.MapPost("/token", TokenAsync);
        routes.MapPost("/revoke", RevokeAsync);
    }

    /// <summary>A person chooses a channel here; a program says by <c>login_hint</c> which one it is.</summary>
    private async Task ConsentAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var redirect = query["redirect_uri"].ToString();
        if (!options.HasClient(query["client_id"].ToString()) || query["response_type"] != "code"
            || !Uri.TryCreate(redirect, UriKind.Absolute, out _))
        {
            await ApiGate.SendAsync(context, new FakeAnswer(400, new JsonObject { ["error"] = "invalid_request" }));
            return;
        }

        var channels = library.Channels;
        var chosen = query["login_hint"].ToString();
        if (channels.Count == 1)
        {
            chosen = channels.Keys.Single();
        }

        if (channels.ContainsKey(chosen))
        {
            var code = accounts.Consent(
                query["client_id"].ToString(), chosen, redirect,
                query["code_challenge"].ToString() is { Length: > 0 } challenge ? challenge : null, query["scope"].ToString());
            context.Response.Redirect(QueryHelpers.AddQueryString(
                redirect, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"].ToString() }));
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        var links = channels.Select(channel =>
            $"<p><a href=\"{WebUtility.HtmlEncode($"{context.Request.Path}{context.Request.QueryString}&login_hint={channel.Key}")}\">"
            + $"{WebUtility.HtmlEncode(channel.Value)}</a></p>");
        await context.Response.WriteAsync(
            $"<!doctype html><title>Fake YouTube</title><h1>Choose a channel (this is not YouTube)</h1>{string.Concat(links)}");
    }

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (!options.HasClient(form["client_id"].ToString(), form["client_secret"].ToString()))
        {
            await ApiGate.SendAsync(context, Refused("invalid_client", "Unauthorized", 401));
            return;
        }

        await ApiGate.SendAsync(context, form["grant_type"].ToString() switch
        {
            "authorization_code" =>
                accounts.Redeem(form["code"].ToString(), form["redirect_uri"].ToString(), form["code_verifier"]) is { } tokens
                    ? Granted(options, tokens.Access, tokens.Refresh, tokens.Scopes)
                    : Refused("invalid_grant", "Bad Request"),
            "refresh_token" => accounts.Refresh(form["refresh_token"].ToString()) is { } access
                ? Granted(options, access, refresh: null, accounts.Find(access)!.Scopes)
                : Refused("invalid_grant", "Token has been expired or revoked."),
            "urn:ietf:params:oauth:grant-type:device_code" => devices.Ask(form["device_code"].ToString(), form["client_id"].ToString()),
            _ => Refused("unsupported_grant_type", "Invalid grant_type"),
        });
    }

    private async Task RevokeAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        var token = form["token"].ToString() is { Length: > 0 } sent ? sent : context.Request.Query["token"].ToString();
        await ApiGate.SendAsync(
            context, accounts.Revoke(token) ? FakeAnswer.Ok(new JsonObject()) : Refused("invalid_token", "Token expired or revoked"));
    }

    public static FakeAnswer Granted(FakeOptions options, string access, string? refresh, string scopes)
    {
        var json = new JsonObject
        {
            ["access_token"] = access,
            ["expires_in"] = (int)options.AccessTokenLifetime.TotalSeconds,
            ["scope"] = scopes,
            ["token_type"] = "Bearer",
        };
        if (refresh is not null)
        {
            json["refresh_token"] = refresh;
        }

        return FakeAnswer.Ok(json);
    }

    private static FakeAnswer Refused(string error, string description, int status = 400) =>
        new(status, new JsonObject { ["error"] = error, ["error_description"] = description });
}
