using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>
/// The lite side of ICE (RFC 8445 §2.5): makes no checks of its own, answers those that know the right name and password, and by that
/// learns where the other side is. Whatever is not authentic gets no answer at all. Thread-safe.
/// </summary>
public sealed class IceLiteAgent
{
    /// <summary>Bytes of the longest answer.</summary>
    public const int MaxReply = 256;

    private const int MaxUnknown = 16;

    private readonly Lock _lock = new();
    private Side _now;
    private Side? _before;

    public IceLiteAgent(IceCredentials remote) => _now = new Side(IceCredentials.Create(), remote);

    /// <summary>Ours.</summary>
    public IceCredentials Local => Volatile.Read(ref _now).Local;

    /// <summary>The other side's.</summary>
    public IceCredentials Remote => Volatile.Read(ref _now).Remote;

    /// <summary>All names of ours that checks may still come for: two during a restart.</summary>
    public IReadOnlyList<string> Ufrags
    {
        get
        {
            lock (_lock)
            {
                return _before is null ? [_now.Local.Ufrag] : [_now.Local.Ufrag, _before.Local.Ufrag];
            }
        }
    }

    /// <summary>
    /// New names and passwords (RFC 8445 §9); the old ones hold until the first check with the new ones, so that nothing is lost.
    /// </summary>
    /// <returns>Our new ones.</returns>
    public IceCredentials Restart(IceCredentials remote)
    {
        lock (_lock)
        {
            _before = _now;
            Volatile.Write(ref _now, new Side(IceCredentials.Create(), remote));
            return _now.Local;
        }
    }

    /// <summary>Answers a connectivity check.</summary>
    /// <param name="from">Where it came from.</param>
    /// <param name="reply">Room for the answer: <see cref="MaxReply"/> bytes.</param>
    /// <param name="length">Bytes of the answer; 0 for none.</param>
    public IceCheck Answer(in StunMessage check, IPEndPoint from, Span<byte> reply, out int length)
    {
        length = 0;
        if (!check.IsBindingRequest || FindSide(check) is not { } side)
        {
            return IceCheck.NotAuthentic;
        }

        if (check.HasUnknownRequired)
        {
            Span<ushort> unknown = stackalloc ushort[MaxUnknown];
            unknown = unknown[..check.CopyUnknownTypes(unknown)];
            length = StunWriter.WriteBindingError(reply, check.TransactionId, StunErrorCode.UnknownAttribute, unknown, side.Password);
            return IceCheck.Refused;
        }

        if (check.IceControlled is not null)
        {
            // Both cannot be controlled, and a lite agent never controls (RFC 8445 §7.3.1.1).
            length = StunWriter.WriteBindingError(reply, check.TransactionId, StunErrorCode.RoleConflict, [], side.Password);
            return IceCheck.Refused;
        }

        length = StunWriter.WriteBindingSuccess(reply, check.TransactionId, from, side.Password);
        return check.UseCandidate ? IceCheck.Nominated : IceCheck.Valid;
    }

    private Side? FindSide(in StunMessage check)
    {
        lock (_lock)
        {
            if (_now.Sent(check))
            {
                _before = null;
                return _now;
            }

            return _before is { } before && before.Sent(check) ? before : null;
        }
    }

    /// <summary>Credentials of one ICE session, as checks carry them.</summary>
    private sealed record Side(IceCredentials Local, IceCredentials Remote)
    {
        private readonly byte[] _username = Encoding.ASCII.GetBytes($"{Local.Ufrag}:{Remote.Ufrag}");

        public byte[] Password { get; } = Encoding.ASCII.GetBytes(Local.Password);

        public bool Sent(in StunMessage check) =>
            CryptographicOperations.FixedTimeEquals(check.Username, _username)
            && check.HasValidFingerprint && check.HasValidIntegrity(Password);
    }
}
