using System.Net;
using System.Security.Cryptography;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Ice;
using LiveCaptions.Media.WebRtc.Sdp;
using LiveCaptions.Server.Refusals;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.Whip;

/// <summary>
/// WHIP (RFC 9725): an offer by POST becomes a connection with an answer, which PATCH and DELETE change; docs/whip.md tells what is taken.
/// </summary>
public sealed class WhipEndpoint(
    IngestGate gate, WhipConnections connections, WebRtcHost host,
    IOptions<WhipOptions> options, IOptions<IngestOptions> ingest, TimeProvider time)
{
    public const string OfferType = "application/sdp";
    public const string FragmentType = "application/trickle-ice-sdpfrag";
    private const string AnyTag = "*";

    /// <summary>An offer: 201 with the answer and the resource's address.</summary>
    public async Task<IResult> PostAsync(HttpContext context, string id)
    {
        var (offer, speaker, refusal) = await ReadOfferAsync(context, id);
        if (offer is null || host.Mux is not { } mux)
        {
            return Problems.Of(
                refusal ?? new Refusal(503, "not_ready", "The server is still starting. Try again in a moment.", RetryAfter: 1), context);
        }

        var (publisher, full) = await gate.AdmitAsync(id, speaker);
        if (publisher is null)
        {
            return Problems.Of(full!, context);
        }

        var peer = CreatePeer(offer);
        var connection = new WhipConnection(
            publisher, offer, peer, mux, gate, options.Value, TimeSpan.FromSeconds(ingest.Value.MaxAheadSeconds), time);
        var name = WhipConnections.NewName();
        connections.Add(name, connection);
        context.Response.Headers.ETag = Quoted(connection.ETag);
        context.Response.Headers["Accept-Patch"] = FragmentType;
        context.Response.Headers.Location = $"{context.Request.PathBase}/whip/{id}/{name}";
        return TypedResults.Text(
            SessionAnswer.Write(offer, Parameters(connection.Ice.Local, context)), OfferType, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Candidates (204; they are not needed, we are ICE-lite) or an ICE restart (200 with our new credentials).</summary>
    public async Task<IResult> PatchAsync(HttpContext context, string id, string name)
    {
        var (connection, refusal) = await FindAsync(context, id, name);
        if (connection is null)
        {
            return Problems.Of(refusal!, context);
        }

        var (fragment, bad) = await ReadFragmentAsync(context);
        if (fragment is null)
        {
            return Problems.Of(gate.Count(bad, id)!, context);
        }

        var tag = context.Request.Headers.IfMatch.ToString();
        var restart = CredentialsIn(fragment) is { } remote && remote != connection.Ice.Remote ? remote : null;
        if (CheckTag(tag, restart is not null, connection) is { } unmatched)
        {
            return Problems.Of(gate.Count(unmatched, id)!, context);
        }

        if (restart is null)
        {
            return TypedResults.NoContent();
        }

        var (local, etag) = connection.RestartIce(restart);
        context.Response.Headers.ETag = Quoted(etag);
        return TypedResults.Text(SdpFragment.Write(connection.Offer, Parameters(local, context)), FragmentType);
    }

    /// <summary>That was all: 200 when the last finals are out.</summary>
    public async Task<IResult> DeleteAsync(HttpContext context, string id, string name)
    {
        var (connection, refusal) = await FindAsync(context, id, name);
        if (connection is null)
        {
            return Problems.Of(refusal!, context);
        }

        await connection.DeleteAsync();
        return TypedResults.Ok();
    }

    private static IceCredentials? CredentialsIn(SdpFragment fragment) =>
        fragment is { Ufrag: { } ufrag, Password: { } password } ? new IceCredentials(ufrag, password) : null;

    private static string Quoted(string tag) => $"\"{tag}\"";

    private static Refusal? CheckTag(string tag, bool isRestart, WhipConnection connection)
    {
        if (tag.Length == 0)
        {
            return new Refusal(428, "if_match_required", "PATCH needs If-Match: the ETag of the POST's answer, or * to restart ICE.");
        }

        return tag == (isRestart ? AnyTag : Quoted(connection.ETag))
            ? null
            : new Refusal(
                412, "if_match_failed",
                isRestart ? "New ICE credentials are taken with If-Match: * only." : "That ETag is not this ICE session's.");
    }

    private async Task<(SessionOffer? Offer, string? Speaker, Refusal? Refusal)> ReadOfferAsync(HttpContext context, string id)
    {
        if (await gate.CheckKeyAsync(id, PublisherQuery.KeyOf(context.Request)) is { } wrongKey)
        {
            return (null, null, wrongKey);
        }

        var (speaker, badSpeaker) = PublisherQuery.SpeakerOf(context.Request.Query);
        var (text, badBody) = badSpeaker is null
            ? await SdpBody.ReadAsync(context.Request, OfferType, options.Value.MaxOfferBytes)
            : (null, badSpeaker);
        if (text is null)
        {
            return (null, null, gate.Count(badBody, id));
        }

        try
        {
            return (SessionOffer.Parse(text, options.Value.AcceptVideo), speaker, null);
        }
        catch (SdpException exception)
        {
            return (null, null, gate.Count(ToRefusal(exception), id));
        }
    }

    private async Task<(SdpFragment? Fragment, Refusal? Refusal)> ReadFragmentAsync(HttpContext context)
    {
        var (text, bad) = await SdpBody.ReadAsync(context.Request, FragmentType, options.Value.MaxOfferBytes);
        if (text is null)
        {
            return (null, bad);
        }

        try
        {
            return (SdpFragment.Parse(text), null);
        }
        catch (SdpException exception)
        {
            return (null, ToRefusal(exception));
        }
    }

    private static Refusal ToRefusal(SdpException exception) => new(exception.IsMalformed ? 400 : 422, exception.Code, exception.Message);

    private async Task<(WhipConnection? Connection, Refusal? Refusal)> FindAsync(HttpContext context, string id, string name)
    {
        if (await gate.CheckKeyAsync(id, PublisherQuery.KeyOf(context.Request)) is { } wrongKey)
        {
            return (null, wrongKey);
        }

        return connections.Find(id, name) is { } connection
            ? (connection, null)
            : (null, gate.Count(new Refusal(404, "connection_not_found", "There is no such connection, or it has ended."), id));
    }

    private WebRtcPeer CreatePeer(SessionOffer offer)
    {
        var limits = new PeerLimits(TimeSpan.FromSeconds(options.Value.ConnectSeconds), TimeSpan.FromSeconds(options.Value.VanishSeconds));
        var remote = new IceCredentials(offer.RemoteUfrag, offer.RemotePassword);
        var publisher = new PeerOffer(
            remote, offer.RemoteFingerprints, (byte)offer.AudioPayloadType, offer.VideoPayloadType, offer.AudioNack);
        return new WebRtcPeer(host.Identity, host.Handshakes, publisher, limits, time);
    }

    private AnswerParameters Parameters(IceCredentials local, HttpContext context) => new()
    {
        SessionId = RandomNumberGenerator.GetInt32(int.MaxValue),
        Ufrag = local.Ufrag,
        Password = local.Password,
        Fingerprint = host.Identity.Fingerprint,
        Candidates = Candidates(context),
        MaxAverageBitrate = options.Value.AudioBitrate,
    };

    /// <summary>Loopback addresses only for who came by one.</summary>
    private List<IPEndPoint> Candidates(HttpContext context)
    {
        var all = host.Mux!.Endpoints.Select(endpoint => new IPEndPoint(endpoint.Address.Advertised, endpoint.Port)).ToList();
        var isHere = context.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local);
        var fitting = all.FindAll(candidate => isHere || !IPAddress.IsLoopback(candidate.Address));
        return fitting.Count > 0 ? fitting : all;
    }
}
