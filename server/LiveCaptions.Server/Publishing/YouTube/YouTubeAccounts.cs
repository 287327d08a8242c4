using System.Collections.Concurrent;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube.Reporting;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>The channels that somebody signed in to: signing in, acting for them, signing out.</summary>
public sealed class YouTubeAccounts(
    YouTubeChannelStore channels, QuotaLedger ledger, YouTubeConnections connections, IOptions<YouTubeOptions> options, TimeProvider time)
{
    private const string CaptionScope = "https://www.googleapis.com/auth/youtube.force-ssl";
    private const string ReportScope = "https://www.googleapis.com/auth/yt-analytics.readonly";

    // Access tokens last an hour, and are in memory only.
    private readonly ConcurrentDictionary<(string Channel, string RefreshToken), UserCredential> _credentials = new();

    private YouTubeOptions Settings => options.Value;

    private string[] Scopes => Settings.Reports ? [CaptionScope, ReportScope] : [CaptionScope];

    public Task<List<YouTubeChannelRow>> ListAsync() => channels.ListAsync();

    /// <summary>Where a person consents.</summary>
    /// <param name="redirect">Where the browser brings the code.</param>
    /// <param name="hint">Account or channel to suggest.</param>
    /// <param name="client">By which Google project, as the settings name it; null is the first.</param>
    /// <exception cref="NotSetUpException">No project is named.</exception>
    public PendingSignIn Begin(Uri redirect, string? hint = null, string? client = null)
    {
        var project = Settings.Named(client);
        using var flow = NewFlow(project, hint);
        var request = (Google.Apis.Auth.OAuth2.Requests.GoogleAuthorizationCodeRequestUrl)flow.CreateAuthorizationCodeRequest(
            redirect.AbsoluteUri, out var verifier);
        request.State = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        return new PendingSignIn(request.Build(), request.State, verifier, redirect, project.Project);
    }

    /// <summary>Redeems the code that the browser brought, and keeps the channel's consent.</summary>
    /// <exception cref="YouTubeException">Google refuses.</exception>
    public async Task<YouTubeChannelRow> CompleteAsync(PendingSignIn pending, string code, CancellationToken cancellationToken)
    {
        var project = Settings.Find(pending.Project) ?? throw new NotSetUpException();
        using var flow = NewFlow(project);
        return await KeepAsync(project, await RedeemAsync(flow, pending, code, cancellationToken), cancellationToken);
    }

    /// <summary>Begins a sign-in that a person consents to on another device.</summary>
    /// <exception cref="NotSetUpException">No project is named.</exception>
    /// <exception cref="YouTubeException">Google refuses.</exception>
    public Task<DeviceCode> BeginDeviceAsync(string? client, CancellationToken cancellationToken) =>
        new DeviceSignIn(connections, Settings, Settings.Named(client), time).BeginAsync(string.Join(' ', Scopes), cancellationToken);

    /// <summary>Waits for that person, and keeps the channel's consent.</summary>
    /// <exception cref="YouTubeException">The person did not consent, or not in time.</exception>
    public async Task<YouTubeChannelRow> CompleteAsync(DeviceCode code, CancellationToken cancellationToken)
    {
        var project = Settings.Find(code.Project) ?? throw new NotSetUpException();
        var token = await new DeviceSignIn(connections, Settings, project, time).WaitAsync(code, cancellationToken);
        return await KeepAsync(project, token, cancellationToken);
    }

    private async Task<YouTubeChannelRow> KeepAsync(YouTubeProject project, TokenResponse token, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token.RefreshToken))
        {
            throw new YouTubeException(new YouTubeFault(
                YouTubeFaultKind.SignIn,
                "Google gave no lasting consent: remove LiveCaptions from the Google account's connections, and sign in again.",
                IsFree: true));
        }

        // People may allow a part only.
        if (token.Scope is { Length: > 0 } given && !given.Split(' ').Contains(CaptionScope))
        {
            throw new YouTubeException(new YouTubeFault(
                YouTubeFaultKind.SignIn, "Captions were not among what was allowed: sign in again, and allow to manage the channel.",
                IsFree: true));
        }

        using var client = NewClient(new UserCredential(NewFlow(project), "new", token), project);
        var channel = (await client.ListMyChannelsAsync(cancellationToken)).FirstOrDefault(found => found.Id is not null)
            ?? throw new YouTubeException(
                new YouTubeFault(YouTubeFaultKind.Refused, "The Google account has no YouTube channel.", IsFree: false));
        var row = new YouTubeChannelRow
        {
            Id = channel.Id!,
            Title = Captions.Text.CaptionText.Clean(channel.Snippet?.Title ?? channel.Id!),
            Project = project.Project,
            Token = token.RefreshToken,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
        };
        await channels.PutAsync(row);
        return row;
    }

    /// <summary>Acts for a channel.</summary>
    /// <param name="channelId">Id or title; null where there is one only.</param>
    /// <exception cref="YouTubeException">There is no such channel, or its sign-in is lost.</exception>
    public async Task<YouTubeClient> OpenAsync(string? channelId)
    {
        var (credential, project) = await CredentialOfAsync(channelId);
        return NewClient(credential, project);
    }

    /// <summary>Fetches reports of a channel.</summary>
    /// <param name="channelId">Id or title.</param>
    /// <exception cref="YouTubeException">There is no such channel, or its sign-in is lost.</exception>
    public async Task<YouTubeReporting> OpenReportsAsync(string channelId)
    {
        var (credential, _) = await CredentialOfAsync(channelId);
        return new YouTubeReporting(new YouTubeService(Settings, Settings.Reporting, credential, connections));
    }

    private async Task<(UserCredential Credential, YouTubeProject Project)> CredentialOfAsync(string? channelId)
    {
        var row = await FindAsync(channelId);
        if (row.Token.Length == 0)
        {
            throw new YouTubeException(new YouTubeFault(
                YouTubeFaultKind.SignIn,
                $"The sign-in of channel {row.Title} cannot be decrypted any more: sign in again with ./livecaptions youtube login.",
                IsFree: true));
        }

        var project = Settings.Find(row.Project) ?? throw new NotSetUpException();
        return (_credentials.GetOrAdd(
            (row.Id, row.Token),
            key => new UserCredential(NewFlow(project), key.Channel, new TokenResponse { RefreshToken = key.RefreshToken })), project);
    }

    /// <summary>Forgets a channel's consent, and has Google forget it too where it was given to this project.</summary>
    /// <returns>False where there is no such channel.</returns>
    public async Task<bool> ForgetAsync(string channelId, CancellationToken cancellationToken)
    {
        if ((await channels.ListAsync()).Find(row => IsCalled(row, channelId)) is not { } found)
        {
            return false;
        }

        if (Settings.Find(found.Project) is { } project && found.Token.Length > 0)
        {
            using var flow = NewFlow(project);
            try
            {
                await flow.RevokeTokenAsync(found.Id, found.Token, cancellationToken);
            }
            catch (Exception exception) when (YouTubeFault.Of(exception) is not null)
            {
                // Taken back already, or Google cannot be reached: it is forgotten here in any case.
            }
        }

        return await channels.DeleteAsync(found.Id);
    }

    private async Task<YouTubeChannelRow> FindAsync(string? channelId)
    {
        var all = await channels.ListAsync();
        var called = channelId is null ? all : all.FindAll(row => IsCalled(row, channelId));
        var wanted = called.FindAll(IsOurs);
        if (wanted.Count == 0 && called.Count > 0)
        {
            throw new YouTubeException(new YouTubeFault(
                YouTubeFaultKind.SignIn, $"Channel {called[0].Title} was connected by another Google project than those that are set up: "
                    + "sign in again with ./livecaptions youtube login.",
                IsFree: true));
        }

        return wanted.Count == 1
            ? wanted[0]
            : throw new YouTubeException(new YouTubeFault(YouTubeFaultKind.SignIn, Missing(channelId, all.Count), IsFree: true));
    }

    // A consent is for one project, and its token for nobody else: not for a fake in the place of Google either.
    private bool IsOurs(YouTubeChannelRow row) => !Settings.IsAnySetUp || Settings.Find(row.Project) is not null;

    private static string Missing(string? channelId, int count) => (channelId, count) switch
    {
        (_, 0) => "No YouTube channel is connected: ./livecaptions youtube login.",
        (null, _) => "Several YouTube channels are connected: say which one (channel), as ./livecaptions youtube channels names them.",
        _ => $"Channel '{Captions.Text.CaptionText.Shown(channelId)}' is not connected, or not the only one of that name: "
            + "./livecaptions youtube channels names them.",
    };

    private static bool IsCalled(YouTubeChannelRow row, string name) =>
        row.Id == name || string.Equals(row.Title, name, StringComparison.OrdinalIgnoreCase);

    private static async Task<TokenResponse> RedeemAsync(
        PkceGoogleAuthorizationCodeFlow flow, PendingSignIn pending, string code, CancellationToken cancellationToken)
    {
        try
        {
            return await flow.ExchangeCodeForTokenAsync("new", code, pending.Verifier, pending.Redirect.AbsoluteUri, cancellationToken);
        }
        catch (Exception exception) when (YouTubeFault.Of(exception) is { } fault)
        {
            throw new YouTubeException(fault, exception);
        }
    }

    private YouTubeClient NewClient(UserCredential credential, YouTubeProject project) =>
        new(new YouTubeService(Settings, Settings.Api, credential, connections), credential, ledger, project.Project);

    private PkceGoogleAuthorizationCodeFlow NewFlow(YouTubeProject project, string? hint = null)
    {
        return new PkceGoogleAuthorizationCodeFlow(new FlowSettings(Settings)
        {
            ClientSecrets = new ClientSecrets { ClientId = project.ClientId, ClientSecret = project.ClientSecret },
            Scopes = Scopes,
            HttpClientFactory = connections,
            Clock = new GoogleClock(time),
            LoginHint = hint,

            // Without asking again Google gives a lasting consent only once.
            Prompt = "consent",
        });
    }

    // The only way to name other addresses than Google's.
    private sealed class FlowSettings(YouTubeOptions settings)
        : GoogleAuthorizationCodeFlow.Initializer(
            settings.Consent.AbsoluteUri, settings.Token.AbsoluteUri, settings.Revocation.AbsoluteUri);
}
