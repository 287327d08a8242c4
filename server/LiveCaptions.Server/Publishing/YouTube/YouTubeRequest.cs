using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>A call without a file.</summary>
/// <typeparam name="T">What it answers.</typeparam>
internal sealed class YouTubeRequest<T> : ClientServiceRequest<T>
{
    private readonly object? _body;

    /// <param name="path">Such as <c>youtube/v3/captions</c>.</param>
    public YouTubeRequest(IClientService service, string method, string path, object? body, params (string Name, string Value)[] query)
        : base(service)
    {
        (HttpMethod, RestPath, MethodName, _body) = (method, path, path, body);
        Query = [.. query.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))];
        InitParameters();
        foreach (var (name, _) in query)
        {
            RequestParameters.Add(name, new Parameter { Name = name, ParameterType = "query", IsRequired = false });
        }
    }

    public override string MethodName { get; }

    public override string RestPath { get; }

    public override string HttpMethod { get; }

    [RequestParameter("query", RequestParameterType.UserDefinedQueries)]
    public IEnumerable<KeyValuePair<string, string>> Query { get; }

    protected override object? GetBody() => _body;
}
