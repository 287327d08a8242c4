using System.Net;

namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>
/// Writes the STUN messages of ICE, each ended by FINGERPRINT and, where a password is given, MESSAGE-INTEGRITY before it. All return
/// the bytes written; a destination that is too small (<see cref="StunMessage.MaxSize"/> always suffices for what ICE needs) throws
/// <see cref="ArgumentException"/>.
/// </summary>
public static class StunWriter
{
    /// <summary>The answer to a good request.</summary>
    /// <param name="mappedAddress">Whence the request came.</param>
    /// <param name="password">The answering side's own.</param>
    public static int WriteBindingSuccess(
        Span<byte> destination, ReadOnlySpan<byte> transactionId, IPEndPoint mappedAddress, ReadOnlySpan<byte> password)
    {
        var writer = new StunAttributeWriter(destination, StunClass.SuccessResponse, transactionId);
        writer.AddMappedAddress(mappedAddress);
        return writer.Finish(password);
    }

    /// <summary>The answer to a bad request.</summary>
    /// <param name="unknownTypes">What was not understood: with <see cref="StunErrorCode.UnknownAttribute"/> only.</param>
    /// <param name="password">Empty where the request was not authenticated (400, 401).</param>
    public static int WriteBindingError(
        Span<byte> destination, ReadOnlySpan<byte> transactionId, StunErrorCode code,
        ReadOnlySpan<ushort> unknownTypes, ReadOnlySpan<byte> password)
    {
        var writer = new StunAttributeWriter(destination, StunClass.ErrorResponse, transactionId);
        writer.AddErrorCode(code, Reason(code));
        if (code == StunErrorCode.UnknownAttribute)
        {
            writer.AddUnknownAttributes(unknownTypes);
        }

        return writer.Finish(password);
    }

    /// <summary>A connectivity check.</summary>
    /// <param name="password">That of the side that is to answer.</param>
    public static int WriteBindingRequest(Span<byte> destination, in StunBindingRequest request, ReadOnlySpan<byte> password)
    {
        var writer = new StunAttributeWriter(destination, StunClass.Request, request.TransactionId);
        writer.Add(StunAttribute.Username, request.Username);
        writer.Add(StunAttribute.Priority, request.Priority);
        writer.Add(request.IsControlled ? StunAttribute.IceControlled : StunAttribute.IceControlling, request.TieBreaker);
        if (request.UseCandidate)
        {
            writer.Add(StunAttribute.UseCandidate, []);
        }

        return writer.Finish(password);
    }

    private static ReadOnlySpan<byte> Reason(StunErrorCode code) => code switch
    {
        StunErrorCode.BadRequest => "Bad Request"u8,
        StunErrorCode.Unauthenticated => "Unauthenticated"u8,
        StunErrorCode.UnknownAttribute => "Unknown Attribute"u8,
        StunErrorCode.RoleConflict => "Role Conflict"u8,
        _ => [],
    };
}
