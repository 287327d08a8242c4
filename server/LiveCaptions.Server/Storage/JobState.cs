using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Storage;

/// <summary>How far a job is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
public enum JobState
{
    /// <summary>For its turn, or for the time before which it is not tried.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>Leased by a server.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>A person, or the end of what it was for, called it off.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>It will not succeed without a person; why, is its message.</summary>
    [JsonStringEnumMemberName("dead")]
    Dead,
}
