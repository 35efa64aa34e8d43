"""Which places are disks of this computer, which are shared, and which a cloud synchronises."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.platform.database.homes import Facts, Home, Kind, home_of, refuse_synchronised
from carecoop_desktop.platform.database.homes.facts import SHARED_FOLDERS
from carecoop_desktop.platform.kernel.errors import Refusal

MOUNTS = r"""overlay / overlay rw 0 0
/dev/sda2 /home ext4 rw 0 0
//nas/office /srv/our\040office cifs rw,nobrl 0 0
nas:/export /net/nas nfs4 rw 0 0
/srv/x /mnt/mirror fuse rw 0 0
me@there: /mnt/there fuse.sshfs rw 0 0
secret /mnt/vault fuse.gocryptfs rw 0 0
/dev/sdb1 /media/stick fuseblk rw 0 0
drive: /mnt/drive fuse.rclone rw 0 0
tmpfs /net/nas/fast tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/home/ann/office.carecoop", Kind.LOCAL, "ext4"),
        ("/var/office.carecoop", Kind.LOCAL, "overlay"),
        ("/srv/our office/dee/office.carecoop", Kind.SHARED, "cifs"),
        ("/srv/our office2/office.carecoop", Kind.LOCAL, "overlay"),
        ("/net/nas/office.carecoop", Kind.SHARED, "nfs4"),
        ("/net/nas/fast/office.carecoop", Kind.LOCAL, "tmpfs"),
        ("/mnt/mirror/office.carecoop", Kind.SHARED, "fuse"),
        ("/mnt/there/office.carecoop", Kind.SHARED, "fuse.sshfs"),
        ("/mnt/vault/office.carecoop", Kind.LOCAL, "fuse.gocryptfs"),
        ("/media/stick/office.carecoop", Kind.LOCAL, "fuseblk"),
        ("/mnt/drive/office.carecoop", Kind.SYNCHRONISED, "rclone"),
    ],
)
def test_linux_is_told_by_its_mounts(path: str, kind: Kind, name: str) -> None:
    assert home_of(path, Facts("linux", MOUNTS)) == Home(kind, name)


def _drives(root: str) -> int:
    return {"C:\\": 3, "Z:\\": 4}.get(root, 1)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"C:\Users\Ann\Documents\office.carecoop", Kind.LOCAL),
        (r"Z:\office.carecoop", Kind.SHARED),
        (r"\\nas\office\dee\office.carecoop", Kind.SHARED),
        (r"\\?\UNC\nas\office\office.carecoop", Kind.SHARED),
    ],
)
def test_windows_is_told_by_its_drives(path: str, kind: Kind) -> None:
    assert home_of(path, Facts("win32", drive_type=_drives)).kind is kind


def test_a_teams_library_is_told_by_windows_own_list() -> None:
    known = Facts("win32", drive_type=_drives, synchronised=lambda: {r"C:\Users\Ann\Dee Valley\Office": "OneDrive"})
    assert home_of(r"c:\users\ann\dee valley\office\x.carecoop", known) == Home(Kind.SYNCHRONISED, "OneDrive")
    assert home_of(r"C:\Users\Ann\Dee Valley\Officers\x.carecoop", known).kind is Kind.LOCAL


@pytest.mark.parametrize("path", [r"C:\Users\Ann\Drive\x.carecoop", r"C:\Box Office\x.carecoop", r"D:\My Drives\x"])
def test_folders_that_only_sound_like_a_cloud_are_none(path: str) -> None:
    assert home_of(path, Facts("win32", drive_type=_drives)).kind is not Kind.SYNCHRONISED


@pytest.mark.parametrize(
    ("path", "cloud"),
    [
        (r"C:\Users\Ann\OneDrive - Dee Valley\office.carecoop", "OneDrive"),
        (r"C:\Users\Ann\OneDrive\office.carecoop", "OneDrive"),
        (r"D:\Firm\Papers\office.carecoop", "OneDrive"),
        (r"C:\Users\Ann\Dropbox (Dee)\office.carecoop", "Dropbox"),
        (r"G:\My Drive\office.carecoop", "Google Drive"),
        (r"C:\Users\Ann\iCloudDrive\office.carecoop", "iCloud"),
        (r"C:\Users\Ann\Nextcloud2\office.carecoop", "Nextcloud"),
        (r"C:\Users\Ann\Dee Valley Dropbox\Ann Hay\office.carecoop", "Dropbox"),
        (r"G:\Meine Ablage\office.carecoop", "Google Drive"),
        (r"H:\Shared drives\Office\office.carecoop", "Google Drive"),
        (r"C:\Users\Ann\My Drive (ann@dee.org)\office.carecoop", "Google Drive"),
        (r"C:\Users\Ann\Proton Drive\office.carecoop", "a cloud"),
    ],
)
def test_windows_clouds_are_told_by_name_and_variable(path: str, cloud: str) -> None:
    facts = Facts("win32", drive_type=_drives, environment={"OneDriveCommercial": r"d:\firm"})
    assert home_of(path, facts) == Home(Kind.SYNCHRONISED, cloud)


@pytest.mark.parametrize(
    ("mark", "cloud"),
    [
        (".dropbox.cache", "Dropbox"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".stfolder", "Syncthing"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_marks_of_synchronising_programs_tell_them(tmp_path: Path, mark: str, cloud: str) -> None:
    inner = tmp_path / "papers" / "dee"
    inner.mkdir(parents=True)
    assert home_of(inner / "office.carecoop").kind is not Kind.SYNCHRONISED
    (tmp_path / "papers" / mark).touch()
    assert home_of(inner / "office.carecoop") == Home(Kind.SYNCHRONISED, cloud)
    with pytest.raises(Refusal, match=cloud):
        refuse_synchronised(inner / "office.carecoop")


def test_the_programs_own_folder_of_dropbox_is_no_mark(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert home_of(tmp_path / "office.carecoop").kind is Kind.LOCAL


def test_a_folder_can_be_named_as_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SHARED_FOLDERS, str(tmp_path / "ours"))
    assert home_of(tmp_path / "ours" / "office.carecoop").kind is Kind.SHARED
    assert home_of(tmp_path / "others" / "office.carecoop").kind is Kind.LOCAL


def test_this_computers_own_facts_answer(tmp_path: Path) -> None:
    assert refuse_synchronised(tmp_path / "office.carecoop").kind is Kind.LOCAL
