using Forum.Accounts;
using Forum.Commands;
using Forum.Council;
using Forum.Council.Steps;
using Forum.Decisions;
using Forum.Demo;
using Forum.Dispatches;
using Forum.Evaluations;
using Forum.Feeds;
using Forum.Foundation.Due;
using Forum.Foundation.Live;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Front;
using Forum.Joining;
using Forum.Ledger;
using Forum.Notifications;
using Forum.Offers;
using Forum.Organisation;
using Forum.Pictures;
using Forum.Queue;
using Forum.Reception;
using Forum.Register;
using Forum.Search;
using Forum.SettingUp;
using Forum.Shell;
using Forum.Voting;
using Forum.Voting.Papers;
using Forum.Voting.Registrar;
using Forum.Voting.Roll;

var verb = Verbs.Read(args);
if (verb is Verbs.Unknown) return Verbs.Usage(args);

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find() });
builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
// A verb says itself, in a line, what it could not read.
if (verb is not Verbs.Serve) builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Query", LogLevel.None);
// No line for each request: beside a secret ballot it would be its time.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.AddForumStorage();
builder.AddForumWeb();
builder.Services.AddForumPipeline();
builder.Services.AddTexts();
builder.Services.AddLive();
builder.Services.AddDue();
builder.AddDemo();
builder.Services.AddAccounts();
builder.Services.AddOrganisation();
builder.Services.AddRegister();
builder.Services.AddJoining();
builder.Services.AddPictures();
builder.Services.AddEvaluations();
builder.Services.AddReception();
builder.Services.AddCouncil();
builder.Services.AddVoting();
builder.Services.AddDecisions();
builder.Services.AddDispatches();
builder.Services.AddNews();
builder.Services.AddFeeds();
builder.Services.AddOffers();
builder.Services.AddSearch();
builder.Services.AddScoped<INumbered, ConcernNumbers>().AddScoped<INumbered, ProposalNumbers>().AddScoped<INumbered, DecisionNumbers>().AddScoped<INumbered, CallNumbers>();

var app = builder.Build();
// A verb looks at the database as it is: preparing it would put back the very guards that check looks for.
if (verb is not Verbs.Serve) return await Verbs.RunAsync(app, verb, args);
await app.PrepareStorageAsync();
await app.PrepareSearchAsync();
await app.LoadDemoAsync();
await app.OfferSetUpAsync();

app.UseForumWeb();
app.UseSetUpFirst();
DisplayChoice.Map(app);
app.MapHub<ForumHub>(ForumHub.Path);
app.MapHealth();
app.MapAddresses();
app.MapNewsLinks();
app.MapFeeds();

var api = app.MapGroup("/api/v1").AddEndpointFilter<ApiDoor>().DisableAntiforgery().RequireRateLimiting(WebServices.Writes);
api.MapSession();
api.MapQueue();
api.MapConcerns();
api.MapCouncil();
api.MapHall();
api.MapPolls();
api.MapPapers();
api.MapRolls();
api.MapRegistrar();
api.MapDecisions();
api.MapDispatches();
api.MapNews();
api.MapOwnCalendar();
api.MapOffers();
api.MapOrganisation();
api.MapRegister();
api.MapJoining();
api.MapLedger();
api.MapSearch();
api.MapDemo();

app.MapOpenApi();
app.MapStaticAssets();
app.MapRazorComponents<App>().RequireRateLimiting(WebServices.Writes);
app.Run();
return 0;

/// <summary>The portal.</summary>
public partial class Program;
