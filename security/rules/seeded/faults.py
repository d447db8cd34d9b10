"""Faults on purpose, one or more for each rule, marked with the rule's name. Never imported, never shipped."""

mark_safe(text)  # finds: no-mark-safe
cursor.execute("SELECT %s" % name, [])  # finds: sql-is-not-built-from-values
cursor.execute("SELECT {}".format(name))  # finds: sql-is-not-built-from-values
Case.objects.raw(f"SELECT {name}")  # finds: sql-is-not-built-from-values
Case.objects.create(number="1")  # finds: only-actions-write
Case.objects.filter(pk=1).update(state="granted")  # finds: only-actions-write
Case.objects.filter(pk=1).delete()  # finds: only-actions-write
datetime.now()  # finds: time-has-a-zone
date.today()  # finds: time-has-a-zone
print(case)  # finds: nothing-is-printed
os.environ["SECRET_KEY"]  # finds: environment-is-read-in-settings
os.getenv("SECRET_KEY")  # finds: environment-is-read-in-settings
requests.get("https://example.org")  # finds: only-named-doors-lead-outside
httpx.post("https://example.org")  # finds: only-named-doors-lead-outside
urllib.request.urlopen("https://example.org")  # finds: only-named-doors-lead-outside
eval(text)  # finds: nothing-is-evaluated
exec(text)  # finds: nothing-is-evaluated
pickle.loads(content)  # finds: no-unpickling
yaml.load(content)  # finds: no-unpickling
os.system("ls")  # finds: no-shell
subprocess.run("ls", shell=True)  # finds: no-shell programs-are-started-in-two-places
subprocess.Popen(["ls"])  # finds: programs-are-started-in-two-places
cursor.execute("SELECT set_config('likeverd.trusts', '{1}', true)")  # finds: the-context-is-set-in-one-place
cursor.execute("SELECT likeverd_enter_everything()")  # finds: the-context-is-set-in-one-place
cursor.execute("SET row_security = off")  # finds: row-security-stays-on
cursor.execute("SET ROLE likeverd_owner")  # finds: row-security-stays-on
logger.info("sent for %s", case.patient.name)  # finds: the-log-names-no-patient
logger.warning("typed %s", request.POST)  # finds: the-log-names-no-patient
random.choice(letters)  # finds: chance-for-secrets-is-secret
client.get("https://example.org", verify=False)  # finds: certificates-are-checked
zipfile.ZipFile(content)  # finds: archives-and-xml-are-not-opened


@csrf_exempt  # finds: no-form-without-its-token
def view(request): ...
