namespace LiveCaptions.FakeYouTube;

/// <summary>Channels, their videos, and the tracks of those.</summary>
internal sealed class FakeLibrary(FakeOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _channels = [];
    private readonly Dictionary<string, FakeVideo> _videos = [];
    private readonly Dictionary<string, FakeTrack> _tracks = [];
    private int _ids;

    public IReadOnlyDictionary<string, string> Channels
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, string>(_channels);
            }
        }
    }

    public IReadOnlyList<FakeTrack> Tracks
    {
        get
        {
            lock (_lock)
            {
                return [.. _tracks.Values];
            }
        }
    }

    public void AddChannel(string id, string title)
    {
        lock (_lock)
        {
            _channels[id] = title;
        }
    }

    public void AddVideo(FakeVideo video)
    {
        lock (_lock)
        {
            _videos[video.Id] = video;
        }
    }

    public FakeVideo? FindVideo(string id, string asker)
    {
        lock (_lock)
        {
            if (!_videos.TryGetValue(id, out var video) && options.KnowsEveryVideo && id.Length == 11)
            {
                _videos.Add(id, video = new FakeVideo { Id = id, ChannelId = asker });
            }

            return video;
        }
    }

    public FakeTrack? FindTrack(string id)
    {
        lock (_lock)
        {
            return _tracks.GetValueOrDefault(id);
        }
    }

    public bool HasTrack(string videoId, string language, string name)
    {
        lock (_lock)
        {
            return Same(videoId, language, name) is not null;
        }
    }

    /// <returns>Null where the video has such a track already.</returns>
    public FakeTrack? Insert(string videoId, string language, string name, bool isDraft, byte[] content)
    {
        lock (_lock)
        {
            if (Same(videoId, language, name) is not null)
            {
                return null;
            }

            var track = new FakeTrack($"track{++_ids}", videoId, language, name, isDraft, content, time.GetUtcNow(), Writes: 1)
            {
                Status = StatusOf(content)
            };
            _tracks.Add(track.Id, track);
            return track;
        }
    }

    /// <param name="content">Null leaves it as it is.</param>
    /// <returns>Null where there is none.</returns>
    public FakeTrack? Update(string id, bool? isDraft, byte[]? content)
    {
        lock (_lock)
        {
            if (!_tracks.TryGetValue(id, out var track))
            {
                return null;
            }

            track = track with { IsDraft = isDraft ?? track.IsDraft, LastUpdated = time.GetUtcNow() };
            return _tracks[id] = content is null
                ? track
                : track with { Content = content, Writes = track.Writes + 1, Status = StatusOf(content) };
        }
    }

    public bool Delete(string id)
    {
        lock (_lock)
        {
            return _tracks.Remove(id);
        }
    }

    private FakeTrack? Same(string videoId, string language, string name) => _tracks.Values.FirstOrDefault(track =>
        track.VideoId == videoId && track.Name == name && string.Equals(track.Language, language, StringComparison.OrdinalIgnoreCase));

    // WebVTT begins with its name, SubRip with a number.
    private static string StatusOf(byte[] content) =>
        content.AsSpan().StartsWith("WEBVTT"u8) || (content.Length > 0 && char.IsAsciiDigit((char)content[0])) ? "serving" : "failed";
}
