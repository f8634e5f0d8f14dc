using Forum.Domain.Organisation;

namespace Forum.Shell;

/// <summary>A door of the house in the menu and the bottom bar.</summary>
public sealed record Door(string Href, string Text, string Icon);

/// <summary>Which doors a caller has: people who live here their five, people with a queue theirs first.</summary>
public static class Places
{
    private static readonly Door Home = new("/", "shell.home", "house");
    private static readonly Door Queue = new("/queue", "shell.queue", "list-checks");
    private static readonly Door Reception = new("/concerns", "shell.reception", "door-open");
    private static readonly Door Hall = new("/proposals", "shell.hall", "messages-square");
    private static readonly Door Results = new("/decisions", "shell.results", "scroll-text");
    private static readonly Door Mine = new("/me", "shell.mine", "bookmark");

    public static Door[] Menu(Caller caller) => HasQueue(caller) ? [Queue, Home, Reception, Hall, Results] : [Home, Reception, Hall, Results];

    public static Door[] Tabs(Caller caller) => HasQueue(caller) ? [Queue, Reception, Hall, Results, Mine] : [Home, Reception, Hall, Results, Mine];

    public static bool IsAt(Door door, string path) => door.Href == "/" ? path == "/" : path == door.Href || path.StartsWith(door.Href + "/", StringComparison.Ordinal);

    private static bool HasQueue(Caller caller) => caller.Has(Right.SeeQueue) || caller.Has(Right.HandleConcern) || caller.Has(Right.Countersign);
}
