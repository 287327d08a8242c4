using LiveCaptions.Media.Codecs;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// What a far end answered, in our words: its own are never told, as somebody could have it say what only this server can read.
/// </summary>
internal static class HttpAnswer
{
    /// <exception cref="MediaReadException">It is no success.</exception>
    public static void Expect(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new MediaReadException(Told(response));
        }
    }

    /// <param name="asked">Who was asked; left out, who answered in the end.</param>
    public static string Told(HttpResponseMessage response, Uri? asked = null) =>
        $"{(asked ?? response.RequestMessage!.RequestUri!).Host} answered {(int)response.StatusCode} "
        + $"({ReasonPhrases.GetReasonPhrase((int)response.StatusCode)}).";

    /// <summary>Trying again may help.</summary>
    public static bool MayPass(HttpResponseMessage response) => (int)response.StatusCode is 408 or 425 or 429 or >= 500;
}
