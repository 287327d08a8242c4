using System.Text.RegularExpressions;
using Grpc.Core;

namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>Why Google ends a call, by its status (google/rpc/code.proto).</summary>
internal static partial class GoogleSpeechFault
{
    /// <param name="code">Of a <see cref="GoogleSpeechCall"/>.</param>
    public static CloudFault Of(int code)
    {
        var status = (StatusCode)(code - GoogleSpeechCall.FirstCode);
        return Enum.IsDefined(status)
            ? new CloudFault(KindOf(status), NameOf(status))
            : new CloudFault(EngineFaultKind.Transient, code == 1000 ? "ended" : "cut off");
    }

    /// <summary>
    /// A stream that was open for too long is aborted, one that had too much sound at once is out of range: another one may follow.
    /// </summary>
    private static EngineFaultKind KindOf(StatusCode status) => status switch
    {
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => EngineFaultKind.Auth,
        StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.Unimplemented
            => EngineFaultKind.Refused,
        StatusCode.ResourceExhausted => EngineFaultKind.Limit,
        _ => EngineFaultKind.Transient,
    };

    /// <summary>As Google writes it: <c>PERMISSION_DENIED</c>.</summary>
    private static string NameOf(StatusCode status) => Inner().Replace(status.ToString(), "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Inner();
}
