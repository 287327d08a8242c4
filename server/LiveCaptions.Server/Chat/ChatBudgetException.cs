namespace LiveCaptions.Server.Chat;

/// <summary>The day's requests are used up.</summary>
/// <param name="requests">There are in a day.</param>
/// <param name="wait">Until there are some again.</param>
public sealed class ChatBudgetException(int requests, TimeSpan wait)
    : Exception($"The {requests} requests to the chat endpoint that there are in a day are used up; they begin anew at midnight UTC "
        + "(LIVECAPTIONS_Chat__RequestsPerDay).")
{
    public TimeSpan Wait { get; } = wait;
}
