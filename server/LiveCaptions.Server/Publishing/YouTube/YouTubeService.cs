using Google.Apis.Http;
using Google.Apis.Services;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>
/// What Google's library has to know of the API: where it is, and that nothing is tried again by itself, as every try costs quota.
/// </summary>
internal sealed class YouTubeService(
    YouTubeOptions options, Uri api, IConfigurableHttpClientInitializer credential, Google.Apis.Http.IHttpClientFactory connections)
    : BaseClientService(new Initializer
    {
        HttpClientInitializer = credential,
        HttpClientFactory = connections,
        ApplicationName = "LiveCaptions",
        BaseUri = api.AbsoluteUri,
        DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        GZipEnabled = options.Address.Length == 0,
    })
{
    public override string Name => "youtube";

    public override string BaseUri => base.BaseUriOverride ?? "https://youtube.googleapis.com/";

    public override string BasePath => "";

    public override IList<string> Features => [];
}
