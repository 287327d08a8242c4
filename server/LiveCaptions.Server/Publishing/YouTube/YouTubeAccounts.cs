using System.Collections.Concurrent;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>The channels that somebody signed in to: signing in, acting for them, signing out.</summary>
public sealed class YouTubeAccounts(
    YouTubeChannelStore channels, QuotaLedger ledger, YouTubeConnections connections, IOptions<YouTubeOptions> options, TimeProvider time)
{
    private const string Scope = "https://www.googleapis.com/auth/youtube.force-ssl";

    // Access tokens last an hour, and are in memory only.
    private readonly ConcurrentDictionary<(string Channel, string RefreshToken), UserCredential> _credentials = new();

    private YouTubeOptions Settings => options.Value;

    public Task<List<YouTubeChannelRow>> ListAsync() => channels.ListAsync();

    /// <summary>Where a person consents.</summary>
    /// <param name="redirect">Where the browser brings the code.</param>
    /// <param name="hint">Account or channel to suggest.</param>
    /// <exception cref="NotSetUpException">No project is named.</exception>
    public PendingSignIn Begin(Uri redirect, string? hint = null)
    {
        using var flow = NewFlow(hint);
        var request = (Google.Apis.Auth.OAuth2.Requests.GoogleAuthorizationCodeRequestUrl)flow.CreateAuthorizationCodeRequest(
            redirect.AbsoluteUri, out var verifier);
        request.State = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        return new PendingSignIn(request.Build(), request.State, verifier, redirect);
    }

    /// <summary>Redeems the code that the browser brought, and keeps the channel's consent.</summary>
    /// <exception cref="YouTubeException">Google refuses.</exception>
    public async Task<YouTubeChannelRow> CompleteAsync(PendingSignIn pending, string code, CancellationToken cancellationToken)
    {
        using var flow = NewFlow();
        var token = await RedeemAsync(flow, pending, code, cancellationToken);
        if (string.IsNullOrEmpty(token.RefreshToken))
        {
            throw new YouTubeException(new YouTubeFault(
                YouTubeFaultKind.SignIn,
                "Google gave no lasting consent: remove LiveCaptions from the Google account's connections, and sign in again.",
                IsFree: true));
        }

        using var client = NewClient(new UserCredential(NewFlow(), "new", token));
        var channel = (await client.ListMyChannelsAsync(cancellationToken)).FirstOrDefault(found => found.Id is not null)
            ?? throw new YouTubeException(
                new YouTubeFault(YouTubeFaultKind.Refused, "The Google account has no YouTube channel.", IsFree: false));
        var row = new YouTubeChannelRow
        {
            Id = channel.Id!,
            Title = Captions.Text.CaptionText.Clean(channel.Snippet?.Title ?? channel.Id!),
            Project = Settings.Project,
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
        var row = await FindAsync(channelId);
        if (row.Token.Length == 0)
        {
            throw new YouTubeException(new YouTubeFault(
                YouTubeFaultKind.SignIn,
                $"The sign-in of channel {row.Title} cannot be decrypted any more: sign in again with ./livecaptions youtube login.",
                IsFree: true));
        }

        var credential = _credentials.GetOrAdd(
            (row.Id, row.Token), key => new UserCredential(NewFlow(), key.Channel, new TokenResponse { RefreshToken = key.RefreshToken }));
        return NewClient(credential);
    }

    /// <summary>Forgets a channel's consent, and has Google forget it too where it was given to this project.</summary>
    /// <returns>False where there is no such channel.</returns>
    public async Task<bool> ForgetAsync(string channelId, CancellationToken cancellationToken)
    {
        if ((await channels.ListAsync()).Find(row => IsCalled(row, channelId)) is not { } found)
        {
            return false;
        }

        if (Settings.IsSetUp && IsOurs(found) && found.Token.Length > 0)
        {
            using var flow = NewFlow();
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
                YouTubeFaultKind.SignIn, $"Channel {called[0].Title} was connected by another Google project than YouTube:ClientId is of: "
                    + "sign in again with ./livecaptions youtube login.",
                IsFree: true));
        }

        return wanted.Count == 1
            ? wanted[0]
            : throw new YouTubeException(new YouTubeFault(YouTubeFaultKind.SignIn, Missing(channelId, all.Count), IsFree: true));
    }

    // A consent is for one project, and its token for nobody else: not for a fake in the place of Google either.
    private bool IsOurs(YouTubeChannelRow row) => !Settings.IsSetUp || row.Project == Settings.Project;

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

    private YouTubeClient NewClient(UserCredential credential) =>
        new(new YouTubeService(Settings, credential, connections), credential, ledger, Settings.Project);

    private PkceGoogleAuthorizationCodeFlow NewFlow(string? hint = null)
    {
        if (!Settings.IsSetUp)
        {
            throw new NotSetUpException();
        }

        return new PkceGoogleAuthorizationCodeFlow(new FlowSettings(Settings)
        {
            ClientSecrets = new ClientSecrets { ClientId = Settings.ClientId, ClientSecret = Settings.ClientSecret },
            Scopes = [Scope],
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
