using Google.Apis.Services;
using Google.Apis.Upload;
using Google.Apis.Util;
using LiveCaptions.Server.Publishing.YouTube.Resources;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>A call with a caption file, by the resumable protocol: <c>POST</c> inserts, <c>PUT</c> updates.</summary>
internal sealed class CaptionFileRequest : ResumableUpload<CaptionResource, CaptionResource>
{
    public CaptionFileRequest(IClientService service, string method, CaptionResource track, Stream content)
        : base(service, "upload/youtube/v3/captions", method, content, "application/octet-stream")
    {
        Body = track;
    }

    [RequestParameter("part", RequestParameterType.Query)]
    public string Part => "id,snippet";
}
